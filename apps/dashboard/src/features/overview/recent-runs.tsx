import { FaultBox, linkClass, Panel, Skeleton } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { RunRows } from '../../run-row/run-rows.tsx';
import type { useNowadays } from './use-overview.ts';

type Queries = ReturnType<typeof useNowadays>;

/** Of the runs that go on, so many are shown. */
const shownOpen = 10;

interface RunningRunsProps extends Pick<Queries, 'open'> {
  readonly onInspect: () => void;
}

interface RecentRunsProps extends Pick<Queries, 'recent'> {
  readonly onInspect: () => void;
}

/** The runs that have not ended; absent when there are none. */
export const RunningRuns = ({ open, onInspect }: RunningRunsProps) => {
  const runs = open.data?.items.slice(0, shownOpen) ?? [];
  if (runs.length === 0) return null;
  return (
    <Panel
      title="Now"
      actions={
        <Link to="/runs" search={{ status: 'queued,running,waiting' }} className={linkClass}>
          All that run or wait
        </Link>
      }
    >
      <RunRows label="Runs that have not ended" runs={runs} onOpen={onInspect} />
    </Panel>
  );
};

const loadingHeight = 'mx-3 mb-3 h-64';

/** The newest runs. */
export const RecentRuns = ({ recent, onInspect }: RecentRunsProps) => {
  const { data, error } = recent;
  return (
    <Panel
      title="Recent runs"
      actions={
        <Link to="/runs" className={linkClass}>
          All runs
        </Link>
      }
    >
      {!data && !error && <Skeleton className={loadingHeight} />}
      {!data && error && (
        <div className="p-3 pt-0">
          <FaultBox fault={toFault(error)} onRetry={() => void recent.refetch()} />
        </div>
      )}
      {data && data.items.length === 0 && (
        <p className="text-text-muted px-4 pb-4">No runs yet. What agents are asked stands here as it happens.</p>
      )}
      {data && data.items.length > 0 && <RunRows label="Recent runs" runs={data.items} onOpen={onInspect} />}
    </Panel>
  );
};
