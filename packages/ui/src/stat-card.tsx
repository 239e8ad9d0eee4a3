import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode } from 'react';

import { cn } from './cn.ts';
import { Sparkline } from './sparkline.tsx';

interface StatCardProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string | undefined;
  /** Against before: "↑ 8.4%"; coloured only where up or down is good or bad. */
  readonly change?: { readonly text: string; readonly tone: 'neutral' | 'success' | 'danger' } | undefined;
  /** A few muted words after the change. */
  readonly hint?: ReactNode;
  /** In order of time; null is no value. */
  readonly sparkline?: readonly (number | null)[] | undefined;
  readonly href?: string | undefined;
  /** The link the card is, for example `<Link to="/runs" />`. */
  readonly render?: ReactElement<HTMLAttributes<HTMLElement>> | undefined;
  readonly className?: string;
}

const changeColors = { neutral: 'text-text-muted', success: 'text-success-text', danger: 'text-danger-text' } as const;

const toElement = ({ href, render }: StatCardProps): ReactElement<HTMLAttributes<HTMLElement>> => {
  if (render) return render;
  return href === undefined ? <div /> : <a href={href} />;
};

/** One figure with its unit, its change and its course; the whole card is one link. */
export const StatCard = (props: StatCardProps) => {
  const { label, value, unit, change, hint, sparkline, className } = props;
  const isLink = props.href !== undefined || props.render !== undefined;
  return cloneElement(
    toElement(props),
    {
      className: cn(
        'rounded-card border-border bg-surface flex min-w-0 flex-col border p-3',
        isLink && 'hover:border-border-strong transition-colors duration-[120ms]',
        className,
      ),
    },
    <span className="text-meta text-text-muted truncate">{label}</span>,
    <span className="text-figure mt-1 truncate font-semibold tracking-[-0.01em] tabular-nums">
      {value}
      {unit !== undefined && <span className="text-body text-text-muted ml-1 font-normal tracking-normal">{unit}</span>}
    </span>,
    <span className="text-meta text-text-muted flex min-h-4 flex-wrap gap-x-1.5 tabular-nums">
      {change && <span className={changeColors[change.tone]}>{change.text}</span>}
      {hint}
    </span>,
    sparkline && <Sparkline values={sparkline} label={`Course of ${label.toLowerCase()}`} className="mt-2" />,
  );
};
