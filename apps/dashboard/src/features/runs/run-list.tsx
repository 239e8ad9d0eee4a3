import type { Run } from '@signalbox/contracts';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import type { MouseEvent } from 'react';

import { toFault } from '../../fault.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatTime } from '../../formats/format-time.ts';
import { navigate } from '../../location.ts';
import { useTRPC } from '../../trpc.ts';
import { FaultBox } from '../../ui/fault-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RunStatusIcon } from '../../ui/run-status.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../use-now.ts';

/** Often enough that the dot of the top bar never turns by itself. */
const refetchMs = 3000;

const openHere = (event: MouseEvent<HTMLAnchorElement>): void => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.href);
};

interface RunRowProps {
  readonly run: Run;
  readonly isOpen: boolean;
  readonly nowMs: number;
}

const RunRow = ({ run, isOpen, nowMs }: RunRowProps) => (
  <a
    href={`/?run=${run.id}`}
    aria-current={isOpen ? 'page' : undefined}
    onClick={openHere}
    className={`rounded-control flex flex-col gap-0.5 px-2 py-1.5 outline-offset-[-2px] pointer-coarse:min-h-11 ${isOpen ? 'bg-selected' : 'hover:bg-hover'}`}
  >
    <span className="flex items-center gap-2">
      <RunStatusIcon status={run.status} />
      <span className="min-w-0 flex-1 truncate" title={run.inputPreview}>
        {run.inputPreview}
      </span>
    </span>
    <span className="text-meta text-text-muted flex gap-1.5 pl-[22px] tabular-nums">
      <span>{run.status}</span>
      <span aria-hidden>·</span>
      <time dateTime={run.createdAt} title={new Date(run.createdAt).toString()}>
        {formatTime(run.createdAt, nowMs)}
      </time>
      {run.durationMs !== null && <span className="ml-auto">{formatDuration(run.durationMs)}</span>}
    </span>
  </a>
);

/** The newest runs of the workspace, kept fresh, and the way to a new conversation. */
export const RunList = ({ openRunId }: { readonly openRunId: string | null }) => {
  const trpc = useTRPC();
  const nowMs = useNow(20_000);
  const runs = useQuery(trpc.runs.list.queryOptions({ limit: 20 }, { refetchInterval: refetchMs }));
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 p-3">
      <a
        href="/"
        onClick={openHere}
        className="rounded-control border-border-strong bg-surface hover:bg-hover flex h-8 shrink-0 items-center justify-center gap-2 border font-medium pointer-coarse:h-11"
      >
        <Icon of={Plus} />
        New conversation
      </a>
      <h2 className="text-meta text-text-muted px-2 pt-2 font-medium">Recent runs</h2>
      {runs.error && !runs.data && <FaultBox fault={toFault(runs.error)} onRetry={() => void runs.refetch()} />}
      {runs.isPending && (
        <div className="flex flex-col gap-2">
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} className="h-12" />
          ))}
        </div>
      )}
      {runs.data?.items.length === 0 && (
        <p className="text-text-muted px-2">No runs yet. Ask the assistant something.</p>
      )}
      <ul className="-mx-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-1 pb-2">
        {runs.data?.items.map((run) => (
          <li key={run.id}>
            <RunRow run={run} isOpen={run.id === openRunId} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </div>
  );
};
