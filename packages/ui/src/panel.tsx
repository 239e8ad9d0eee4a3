import { useId, type ReactNode } from 'react';

import { cn } from './cn.ts';

interface PanelProps {
  readonly title: string;
  /** A few muted words after the title. */
  readonly note?: ReactNode;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A part of a page with its heading, which names it. */
export const Panel = ({ title, note, actions, children, className }: PanelProps) => {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn('rounded-card border-border bg-surface flex min-w-0 flex-col border', className)}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-2 px-4 py-1.5">
        <h2 id={id} className="text-prose font-semibold">
          {title}
        </h2>
        {note !== undefined && <span className="text-meta text-text-muted min-w-0 truncate">{note}</span>}
        {actions !== undefined && <div className="ml-auto shrink-0">{actions}</div>}
      </header>
      {children}
    </section>
  );
};
