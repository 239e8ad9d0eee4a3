import type { RunDetail, RunEvent } from '@signalbox/contracts';
import { CopyButton, Icon, RunStatusBadge } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

import { toRunTitle } from '../../run-row/to-run-title.ts';
import type { RunFigures } from '../../transcript/to-figures.ts';
import { RunFacts } from './run-facts.tsx';

interface RunHeaderProps {
  readonly run: RunDetail;
  readonly events: readonly RunEvent[];
  readonly figures: RunFigures;
  readonly actions: ReactNode;
}

/** What run this is, how it stands, what it took so far, and what can be done with it. */
export const RunHeader = ({ run, events, figures, actions }: RunHeaderProps) => {
  const title = toRunTitle(run);
  return (
    <header className="border-border flex shrink-0 flex-col gap-2 border-b px-3 py-3 md:px-5">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5">
        <div className="text-meta text-text-muted flex min-w-0 items-center gap-3 max-sm:gap-1">
          <nav aria-label="Where this is" className="flex items-center gap-1">
            <Link to="/runs" className="rounded-badge hover:text-text">
              Runs
            </Link>
            <Icon of={ChevronRight} size={14} />
            <span aria-current="page" title={run.id} className="font-mono max-sm:hidden">
              {run.id.slice(-8)}
            </span>
            <CopyButton text={run.id} label="Copy run id" className="-my-1.5 max-sm:hidden" />
          </nav>
          <RunStatusBadge status={figures.status} />
        </div>
        <div className="flex items-center gap-2 self-start sm:row-span-2">{actions}</div>
        <h1 dir="auto" className="text-title line-clamp-2 font-semibold break-words max-sm:col-span-2" title={title}>
          {title}
        </h1>
      </div>
      <RunFacts run={run} events={events} figures={figures} />
    </header>
  );
};
