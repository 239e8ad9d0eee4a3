import { FaultBox, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { toFault } from '../../fault.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import type { RunSearch } from './parse-run-search.ts';
import { RunView } from './run-view.tsx';
import { toRunQuery } from './to-run-query.ts';
import { UnknownRun } from './unknown-run.tsx';

const Loading = ({ runId }: { readonly runId: string }) => (
  <div aria-busy className="flex flex-1 flex-col">
    <h1 className="sr-only">Run {runId.slice(-8)}</h1>
    <div className="border-border flex flex-col gap-2 border-b px-3 py-3 md:px-5">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-6 w-96 max-w-full" />
      <Skeleton className="h-5 w-full max-w-[720px]" />
    </div>
    <div className="border-border h-10 border-b" />
    <div className="mx-auto flex w-full max-w-[860px] flex-col gap-3 px-3 py-4 md:px-5">
      <Skeleton className="ml-auto h-10 w-2/3" />
      <Skeleton className="h-28" />
      <Skeleton className="h-28" />
      <Skeleton className="h-16 w-2/3" />
    </div>
  </div>
);

/** An id that no run can have is answered as a fault of the request. */
const unknownCodes: readonly string[] = ['run.not-found', 'request.invalid'];

interface RunPageProps {
  readonly runId: string;
  readonly search: RunSearch;
}

const Missing = ({
  runId,
  error,
  onRetry,
}: {
  readonly runId: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}) => {
  const fault = toFault(error);
  const isUnknown = unknownCodes.includes(fault.code);
  useTitle(isUnknown ? 'Unknown run' : 'Not loaded', 'Runs');
  if (isUnknown) return <UnknownRun runId={runId} />;
  return (
    <div className="flex flex-col gap-3 p-3 md:p-5">
      <h1 className="text-title font-semibold">Run {runId.slice(-8)}</h1>
      <FaultBox fault={fault} onRetry={onRetry} />
    </div>
  );
};

/** One run: its header, its views and its steps. */
export const RunPage = ({ runId, search }: RunPageProps) => {
  const trpc = useTRPC();
  const run = useQuery(toRunQuery(trpc, runId));
  const isReported = run.data?.source === 'report';
  // its sender may bring it up to date, which no log says
  useGatheredChanges((ids) => void (isReported && (ids.length === 0 || ids.includes(runId)) && run.refetch()));
  if (run.data) return <RunView run={run.data} search={search} />;
  if (run.error) return <Missing runId={runId} error={run.error} onRetry={() => void run.refetch()} />;
  return <Loading runId={runId} />;
};
