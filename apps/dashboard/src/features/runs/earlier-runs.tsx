import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { Button } from '../../ui/button.tsx';
import { FaultBox } from '../../ui/fault-box.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Transcript, type TranscriptViewer } from './transcript.tsx';

interface EarlierRunsProps {
  /** The run before the one that is shown. */
  readonly runId: string;
  readonly viewer: TranscriptViewer;
  /** How many runs to show before asking whether there should be more. */
  readonly depth?: number;
}

/** The runs of a conversation before the one that is shown, oldest first. */
export const EarlierRuns = ({ runId, viewer, depth = 5 }: EarlierRunsProps) => {
  const trpc = useTRPC();
  const [isWanted, setIsWanted] = useState(depth > 0);
  const run = useQuery(trpc.runs.get.queryOptions({ runId }, { enabled: isWanted, refetchOnWindowFocus: false }));
  if (!isWanted) {
    return (
      <Button className="mx-auto" onClick={() => setIsWanted(true)}>
        Show earlier messages
      </Button>
    );
  }
  if (run.error) return <FaultBox fault={toFault(run.error)} onRetry={() => void run.refetch()} />;
  if (!run.data) return <Skeleton className="h-40" />;
  const { previousRunId, events } = run.data;
  return (
    <>
      {previousRunId !== null && <EarlierRuns runId={previousRunId} viewer={viewer} depth={depth - 1} />}
      <Transcript runId={runId} events={events} viewer={viewer} />
    </>
  );
};
