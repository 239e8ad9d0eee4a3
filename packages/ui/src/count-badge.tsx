import { cn } from './cn.ts';
import { toneTints, type Tone } from './tone.ts';

interface CountBadgeProps {
  readonly count: number;
  readonly tone?: Tone;
  readonly className?: string;
}

/** How many there are, beside their name; "1,000+" from a thousand. */
export const CountBadge = ({ count, tone = 'neutral', className }: CountBadgeProps) => (
  <span
    className={cn(
      'rounded-badge text-caption inline-flex h-4 min-w-4 items-center justify-center px-1 font-medium tabular-nums',
      toneTints[tone],
      className,
    )}
  >
    {count > 1000 ? '1,000+' : count.toLocaleString('en-GB')}
  </span>
);
