import type { ReactNode } from 'react';

interface EdgeCardProps {
  readonly tone: 'accent' | 'success' | 'danger' | 'warning' | 'unknown' | 'neutral';
  /** Dashed: nobody knows yet. */
  readonly isDashed?: boolean;
  readonly header: ReactNode;
  readonly children?: ReactNode;
}

const borders = {
  accent: 'border-accent/45 border-l-accent',
  success: 'border-success/45 border-l-success',
  danger: 'border-danger/45 border-l-danger',
  warning: 'border-warning/45 border-l-warning',
  unknown: 'border-unknown',
  neutral: 'border-border border-l-neutral',
} as const;

/** A card whose border says what it is: the left edge strong, the rest light. */
export const EdgeCard = ({ tone, isDashed = false, header, children }: EdgeCardProps) => (
  <div
    className={`rounded-card bg-surface overflow-hidden border ${borders[tone]} ${isDashed ? 'border-dashed' : 'border-l-[3px]'}`}
  >
    <div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2">{header}</div>
    {children !== undefined && children !== null && <div className="px-3 pb-3">{children}</div>}
  </div>
);
