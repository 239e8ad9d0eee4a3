import { cn, linkClass, RunStatusIcon, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { toFault } from '../../fault.ts';
import { formatNoun } from '../../formats/format-count.ts';
import { formatSpend } from '../../formats/format-spend.ts';
import { RunCost } from '../../run-row/run-cost.tsx';
import { useTRPC } from '../../trpc.ts';

/** Runs that are drawn; the conversation has the rest. */
const shownRuns = 8;

interface ConversationRunsProps {
  readonly conversationId: string;
  readonly runId: string;
}

/** What a run's conversation comes to, and its newest runs. */
export const ConversationRuns = ({ conversationId, runId }: ConversationRunsProps) => {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.conversations.get.queryOptions({ conversationId }));
  if (error) return <p className="text-text-muted">{toFault(error).message}</p>;
  if (!data) return <Skeleton className="h-16 w-72" />;
  const { totals, runs } = data;
  return (
    <div className="flex w-72 flex-col gap-2">
      <p className="text-text-muted tabular-nums">
        {formatNoun(totals.runs, 'run')} · {formatNoun(totals.inputTokens + totals.outputTokens, 'token')} ·{' '}
        {formatSpend(totals.costNanoUsd, totals.unpricedCalls)}
      </p>
      <ul className="flex flex-col gap-1">
        {runs.slice(-shownRuns).map((run) => (
          <li key={run.id} className="flex items-center gap-2">
            <RunStatusIcon status={run.status} />
            <span className="sr-only">{run.status}</span>
            {run.id === runId ? (
              <span dir="auto" aria-current="page" className="min-w-0 flex-1 truncate font-medium">
                {run.inputPreview}
              </span>
            ) : (
              <Link
                dir="auto"
                to="/runs/$runId"
                params={{ runId: run.id }}
                className={cn(linkClass, 'min-w-0 flex-1 truncate')}
              >
                {run.inputPreview}
              </Link>
            )}
            <span className="text-meta text-text-muted shrink-0 tabular-nums">
              <RunCost run={run} />
            </span>
          </li>
        ))}
      </ul>
      {totals.runs > shownRuns && (
        <p className="text-meta text-text-muted">and {formatNoun(totals.runs - shownRuns, 'older run')}</p>
      )}
    </div>
  );
};
