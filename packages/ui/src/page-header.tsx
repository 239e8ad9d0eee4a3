import type { ReactNode } from 'react';

import { cn } from './cn.ts';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** A sentence under the title. */
  readonly lead?: ReactNode;
  /** Stand at its right; under it on a phone. */
  readonly actions?: ReactNode;
  /** A row below: filters, tabs. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** The top of a page, with its one h1. */
export const PageHeader = ({ title, lead, actions, children, className }: PageHeaderProps) => (
  <header className={cn('flex flex-col gap-3', className)}>
    <div className="flex min-h-8 flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="text-title flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 font-semibold break-words">
          {title}
        </h1>
        {lead !== undefined && <div className="text-text-muted max-w-[760px]">{lead}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
    {children}
  </header>
);
