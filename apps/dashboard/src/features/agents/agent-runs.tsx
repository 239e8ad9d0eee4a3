import { FaultBox, linkClass, Panel, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { RunRows } from '../../run-row/run-rows.tsx';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';

interface AgentRunsProps {
  readonly agent: Pick<AgentDetailAnswer, 'id' | 'slug' | 'kind'>;
  /** A page of them, in place of a few. */
  readonly isAll?: boolean;
}

const fewRuns = 10;
const pageOfRuns = 50;

/** The newest runs of an agent, live, and the way to all of them. */
export const AgentRuns = ({ agent: { id, slug, kind }, isAll = false }: AgentRunsProps) => {
  const trpc = useTRPC();
  const limit = isAll ? pageOfRuns : fewRuns;
  const { data, error, refetch } = useQuery(trpc.runs.list.queryOptions({ agent: id, limit }));
  useGatheredChanges(() => void refetch());
  return (
    <Panel
      title="Recent runs"
      actions={
        <Link to="/runs" search={{ agent: slug }} className={linkClass}>
          Search all its runs
        </Link>
      }
    >
      {!data && !error && <Skeleton className="mx-3 mb-3 h-40" />}
      {!data && error && (
        <div className="p-3 pt-0">
          <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {data && data.items.length === 0 && (
        <p className="text-text-muted px-4 pb-4">
          {kind === 'hosted'
            ? 'No runs yet. What it is asked stands here as it happens.'
            : 'No runs yet. What it reports stands here as it comes.'}
        </p>
      )}
      {data && data.items.length > 0 && <RunRows label="Recent runs" runs={data.items} />}
    </Panel>
  );
};
