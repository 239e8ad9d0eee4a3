import { isFinalRunStatus, type RunDetail } from '@signalbox/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { FaultBox } from '../../ui/fault-box.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTitle } from '../../use-title.ts';
import { ActivityLine } from './activity-line.tsx';
import { Composer } from './composer.tsx';
import { EarlierRuns } from './earlier-runs.tsx';
import { FollowScroll } from './follow-scroll.tsx';
import { RunHeader } from './run-header.tsx';
import { StepAnnouncer } from './step-announcer.tsx';
import { toActivity } from './to-activity.ts';
import { toFigures } from './to-figures.ts';
import { Transcript, type TranscriptViewer } from './transcript.tsx';
import { useRunLog } from './use-run-log.ts';

interface RunPageProps {
  readonly runId: string;
  readonly viewer: TranscriptViewer;
  /** Why the viewer may not start runs; null when he may. */
  readonly startRefusal: string | null;
}

const LoadingRun = () => (
  <div className="mx-auto flex w-full max-w-[760px] flex-col gap-3 p-4">
    <Skeleton className="ml-auto h-10 w-64" />
    <Skeleton className="h-9" />
    <Skeleton className="h-24" />
    <Skeleton className="h-24" />
  </div>
);

const OpenRun = ({ run, viewer, startRefusal }: Omit<RunPageProps, 'runId'> & { readonly run: RunDetail }) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { events, openedSeq, error } = useRunLog(run);
  const figures = useMemo(() => toFigures(events), [events]);
  const activity = useMemo(() => toActivity(events), [events]);
  const isOver = isFinalRunStatus(figures.status);
  useTitle(figures.status, run.inputPreview.slice(0, 60));
  useEffect(() => {
    // The list beside it knows the run as it was when it was opened.
    if (figures.status === run.status) return;
    void queryClient.invalidateQueries(trpc.runs.list.queryFilter());
  }, [queryClient, trpc, figures.status, run.status]);
  return (
    <>
      <RunHeader run={run} figures={figures} />
      <FollowScroll label="Conversation" isLive={!isOver}>
        <div className="mx-auto flex w-full max-w-[760px] flex-col gap-3 px-4 py-5">
          {run.previousRunId !== null && <EarlierRuns runId={run.previousRunId} viewer={viewer} />}
          <Transcript runId={run.id} events={events} viewer={viewer} />
          {activity && <ActivityLine activity={activity} />}
          {error !== null && <FaultBox fault={toFault(error)} />}
        </div>
      </FollowScroll>
      <StepAnnouncer events={events} openedSeq={openedSeq} />
      <div className="mx-auto w-full max-w-[760px] shrink-0 px-4 pb-4">
        <Composer
          label="Ask again"
          conversationId={run.conversationId}
          runningId={isOver ? undefined : run.id}
          refusal={startRefusal}
        />
      </div>
    </>
  );
};

/** One run, live: its conversation so far and where the next message is written. */
export const RunPage = ({ runId, viewer, startRefusal }: RunPageProps) => {
  const trpc = useTRPC();
  const run = useQuery(trpc.runs.get.queryOptions({ runId }, { refetchOnWindowFocus: false }));
  if (run.data) return <OpenRun key={runId} run={run.data} viewer={viewer} startRefusal={startRefusal} />;
  if (!run.error) return <LoadingRun />;
  return (
    <div className="mx-auto flex w-full max-w-[640px] flex-col items-start gap-4 p-6">
      <Mark size={40} arm="level" />
      <h1 className="text-title font-semibold">This run cannot be shown</h1>
      <p className="text-code text-text-muted font-mono break-all">{runId}</p>
      <FaultBox fault={toFault(run.error)} onRetry={() => void run.refetch()} />
    </div>
  );
};
