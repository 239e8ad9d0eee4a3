import type { Run } from '@signalbox/contracts';
import { RunStatusBadge } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useHeldRows } from '../use-held-rows.ts';
import { RunCost } from './run-cost.tsx';
import { RunDuration } from './run-duration.tsx';
import { RunPreview } from './run-preview.tsx';
import { TimeAgo } from './time-ago.tsx';
import { useFade } from './use-fade.ts';

interface RunRowsProps {
  readonly label: string;
  readonly runs: readonly Run[];
  readonly onOpen?: (() => void) | undefined;
}

const columns = 'grid-cols-[minmax(0,1fr)_auto_auto] md:grid-cols-[104px_152px_minmax(0,1fr)_88px_80px_88px]';

const RunLine = ({ run, onOpen }: { readonly run: Run; readonly onOpen: RunRowsProps['onOpen'] }) => {
  const row = useFade<HTMLLIElement>(run);
  return (
    <li ref={row} data-run={run.id} className="border-border border-t">
      <Link
        to="/runs/$runId"
        params={{ runId: run.id }}
        onClick={onOpen}
        className={`hover:bg-hover grid min-h-9 items-center gap-x-3 gap-y-1 px-3 py-2 -outline-offset-2 md:py-0 ${columns}`}
      >
        <span className="order-1 flex min-w-0 items-center gap-2 max-md:col-span-2">
          <RunStatusBadge status={run.status} />
          <span className="text-meta text-text-muted truncate md:hidden">{run.agentName}</span>
        </span>
        <span className="order-2 hidden min-w-0 gap-1.5 md:flex">
          <span className="truncate">{run.agentName}</span>
          <span className="text-text-muted max-w-24 shrink-0 truncate tabular-nums">{run.versionLabel}</span>
        </span>
        <span className="order-3 min-w-0 max-md:order-4">
          <RunPreview run={run} />
        </span>
        <span className="text-text-muted max-md:text-meta order-4 text-right tabular-nums max-md:order-3">
          <TimeAgo at={run.createdAt} />
        </span>
        <span className="max-md:text-meta max-md:text-text-muted order-5 text-right tabular-nums">
          <RunDuration run={run} />
        </span>
        <span className="max-md:text-meta max-md:text-text-muted order-6 text-right tabular-nums">
          <RunCost run={run} />
        </span>
      </Link>
    </li>
  );
};

/** A few runs, live; they keep their places while the pointer or the focus is on them. */
export const RunRows = ({ label, runs, onOpen }: RunRowsProps) => {
  const [isHeld, setIsHeld] = useState(false);
  const shown = useHeldRows(runs, isHeld);
  return (
    <ul
      aria-label={label}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {shown.map((run) => (
        <RunLine key={run.id} run={run} onOpen={onOpen} />
      ))}
    </ul>
  );
};
