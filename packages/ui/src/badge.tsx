import type { ReactNode } from 'react';

import { cn } from './cn.ts';
import { toneTints, type Tone } from './tone.ts';

interface BadgeProps {
  readonly tone?: Tone;
  /** Dashed: seen, not ours. */
  readonly isDashed?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A word on a tint. */
export const Badge = ({ tone = 'neutral', isDashed = false, children, className }: BadgeProps) => (
  <span
    className={cn(
      'rounded-badge text-meta inline-flex h-5 items-center gap-1 px-1.5 align-middle whitespace-nowrap',
      isDashed ? 'border-border-strong text-text-muted border border-dashed' : toneTints[tone],
      className,
    )}
  >
    {children}
  </span>
);
