import { cn } from '@signalbox/ui';
import type { ReactNode } from 'react';

interface RunFactProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** One figure of a run with its name. */
export const RunFact = ({ label, children, className }: RunFactProps) => (
  <div className={cn('flex min-w-0 items-baseline gap-1.5', className)}>
    <dt className="text-text-muted shrink-0">{label}</dt>
    <dd className="min-w-0 truncate tabular-nums">{children}</dd>
  </div>
);

/** The look of a figure that opens its parts. */
export const openableFigure =
  'rounded-badge decoration-border-strong underline decoration-dotted underline-offset-4 hover:decoration-solid relative before:absolute before:inset-x-0 before:inset-y-0 pointer-coarse:before:-inset-y-3';
