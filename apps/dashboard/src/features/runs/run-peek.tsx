import type { Run, RunDetail } from '@signalbox/contracts';
import { FaultBox, Icon, linkClass, RunStatusBadge, SidePanel, Skeleton, Button, EmptyState } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, ChevronDown, ChevronUp } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { formatCost } from '../../formats/format-cost.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { useRunLog } from '../../live/use-run-log.ts';
import { ProgressContext } from '../../transcript/progress-context.ts';
import { toRepricedFigures } from '../../transcript/to-repriced-figures.ts';
import { Transcript } from '../../transcript/transcript.tsx';
import { useRunReading } from '../../transcript/use-run-reading.ts';
import { useTRPC } from '../../trpc.ts';

interface RunPeekProps {
  readonly runId: string;
  /** The run's neighbours in the list; null where it ends. */
  readonly previous: Run | null;
  readonly next: Run | null;
  readonly onPeek: (run: Run) => void;
  readonly onClose: () => void;
}

const Loading = () => (
  <div aria-busy className="flex flex-col gap-3 p-4">
    <Skeleton className="h-5 w-64" />
    <Skeleton className="ml-auto h-10 w-3/4" />
    <Skeleton className="h-24" />
    <Skeleton className="h-10" />
  </div>
);

const PeekedRun = ({ run }: { readonly run: RunDetail }) => {
  const { events, liveText, progress, isGone } = useRunLog(run);
  const { reading, figures } = useRunReading(run, events);
  const { costNanoUsd, unpricedCalls } = toRepricedFigures(figures, run);
  if (isGone) return <EmptyState title="This run was deleted" body="Its steps are gone for good; figures keep it." />;
  return (
    <>
      <p className="border-border text-meta text-text-muted flex flex-wrap items-center gap-x-2 gap-y-1 border-b px-4 py-2 tabular-nums">
        <RunStatusBadge status={figures.status} />
        <span className="text-text">{run.agentName}</span>
        <span>{run.versionLabel}</span>
        {figures.durationMs !== null && <span>{formatDuration(figures.durationMs)}</span>}
        <span>{formatNoun(figures.tokens, 'token')}</span>
        <span>{costNanoUsd === 0 && unpricedCalls > 0 ? 'no price' : formatCost(costNanoUsd)}</span>
      </p>
      <div className="p-4">
        <ProgressContext value={progress}>
          <Transcript run={run} events={events} reading={reading} liveText={liveText} variant="run" />
        </ProgressContext>
      </div>
    </>
  );
};

const PeekContent = ({ runId }: { readonly runId: string }) => {
  const trpc = useTRPC();
  const run = useQuery(trpc.runs.get.queryOptions({ runId }));
  if (run.data) return <PeekedRun run={run.data} />;
  if (!run.error) return <Loading />;
  return (
    <div className="p-4">
      <FaultBox fault={toFault(run.error)} onRetry={() => void run.refetch()} />
    </div>
  );
};

/** A run beside the list, live, with its neighbours a key away. */
export const RunPeek = ({ runId, previous, next, onPeek, onClose }: RunPeekProps) => {
  const toNeighbour = (run: Run | null, label: string, icon: typeof ChevronUp) => (
    <Button
      kind="quiet"
      size="small"
      isSquare
      aria-label={label}
      title={label}
      disabled={run === null}
      onClick={() => run && onPeek(run)}
    >
      <Icon of={icon} />
    </Button>
  );
  return (
    <SidePanel
      isOpen
      title={`Run ${runId.slice(-8)}`}
      storageKey="runs"
      onClose={onClose}
      actions={
        <>
          {toNeighbour(previous, 'Previous run ([)', ChevronUp)}
          {toNeighbour(next, 'Next run (])', ChevronDown)}
          <Link
            to="/runs/$runId"
            params={{ runId }}
            className={`${linkClass} inline-flex h-7 items-center gap-1 px-1.5`}
          >
            Open
            <Icon of={ArrowUpRight} size={14} />
          </Link>
        </>
      }
    >
      <PeekContent key={runId} runId={runId} />
    </SidePanel>
  );
};
