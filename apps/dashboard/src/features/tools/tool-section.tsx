import { cn } from '@signalbox/ui';
import { useId, type ReactNode } from 'react';

interface ToolSectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A part of a tool's page with its heading. */
export const ToolSection = ({ title, actions, children, className }: ToolSectionProps) => {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn('rounded-card border-border bg-surface flex min-w-0 flex-col border', className)}
    >
      <header className="flex min-h-11 flex-wrap items-center justify-between gap-2 px-4 py-1.5">
        <h2 id={id} className="text-prose font-semibold">
          {title}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
};
