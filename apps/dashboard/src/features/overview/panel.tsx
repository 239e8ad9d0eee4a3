import { cn } from '@signalbox/ui';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  /** A few muted words after the title. */
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A part of the page with its heading. */
export const Panel = ({ title, note, action, children, className }: PanelProps) => {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn('rounded-card border-border bg-surface flex min-w-0 flex-col border', className)}
    >
      <header className="flex min-h-11 items-center gap-2 px-3">
        <h2 id={id} className="text-body font-semibold">
          {title}
        </h2>
        {note !== undefined && <span className="text-meta text-text-muted min-w-0 truncate">{note}</span>}
        {action !== undefined && <span className="ml-auto shrink-0">{action}</span>}
      </header>
      {children}
    </section>
  );
};
