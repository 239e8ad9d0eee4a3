import type { Run, RunDetail } from '@signalbox/contracts';
import { FaultBox, Skeleton } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';

import { toFault } from '../fault.ts';
import { useRunLog } from '../live/use-run-log.ts';
import { ActivityLine } from '../transcript/activity-line.tsx';
import { ProgressContext } from '../transcript/progress-context.ts';
import { StepAnnouncer } from '../transcript/step-announcer.tsx';
import { toActivity } from '../transcript/to-activity.ts';
import { Transcript } from '../transcript/transcript.tsx';
import { useTRPC } from '../trpc.ts';
import { EditMessage } from './edit-message.tsx';
import { MessageActions } from './message-actions.tsx';
import { QueuedRun } from './queued-run.tsx';
import { RunActions } from './run-actions.tsx';
import { StoppedText } from './stopped-text.tsx';
import { toProgress, type RunProgress } from './to-progress.ts';

interface ChatRunProps {
  readonly run: Run;
  /** The runs at this place of the conversation, itself among them, joined by spaces: a text stays equal. */
  readonly siblingIds: string;
  /** It waits for the run before it. */
  readonly isQueued: boolean;
  /** Nothing can be sent again here: messages only follow one another. */
  readonly isLinear: boolean;
  /** Told how far the run is, as often as it gets further. */
  readonly onProgress: (runId: string, progress: RunProgress) => void;
  /** Told when a branch was begun here. */
  readonly onSent: () => void;
}

interface OpenChatRunProps extends Omit<ChatRunProps, 'run' | 'isQueued'> {
  readonly run: RunDetail;
}

const OpenChatRun = ({ run, siblingIds, isLinear, onProgress, onSent }: OpenChatRunProps) => {
  const { events, liveText, progress: toolProgress, openedSeq, isGone } = useRunLog(run);
  const [isEditing, setIsEditing] = useState(false);
  const activity = useMemo(() => toActivity(events), [events]);
  const progress = useMemo(() => toProgress(events), [events]);
  const [request] = events;
  const text = request?.type === 'user-request' ? request.payload.text : run.inputPreview;
  useEffect(() => onProgress(run.id, progress), [onProgress, run.id, progress]);
  const shown = useMemo(
    () => (isEditing ? events.filter(({ type }) => type !== 'user-request') : events),
    [isEditing, events],
  );
  const requestActions = useCallback(
    () => <MessageActions run={run} siblingIds={siblingIds} onEdit={() => setIsEditing(true)} />,
    [run, siblingIds],
  );
  // streaming text draws this component every frame: what does not depend on it is kept
  const below = useMemo(
    () => (
      <>
        <StoppedText events={events} />
        {activity && <ActivityLine activity={activity} />}
        <RunActions runId={run.id} progress={progress} isLinear={isLinear} onSent={onSent} />
        <StepAnnouncer events={events} openedSeq={openedSeq} />
      </>
    ),
    [activity, run.id, progress, isLinear, onSent, events, openedSeq],
  );
  if (isGone) return <p className="text-text-muted pl-7">This run was deleted.</p>;
  return (
    <article className="group/run flex flex-col gap-3">
      {isEditing && <EditMessage run={run} text={text} onClose={() => setIsEditing(false)} onSent={onSent} />}
      <ProgressContext value={toolProgress}>
        <Transcript
          run={run}
          events={shown}
          liveText={liveText}
          variant="chat"
          {...(!isLinear && { requestActions })}
        />
        {below}
      </ProgressContext>
    </article>
  );
};

/** One run of a conversation, live while it goes on. Runs that have ended are read once. */
export const ChatRun = memo(({ run, isQueued, ...rest }: ChatRunProps) => {
  const trpc = useTRPC();
  const detail = useQuery(
    trpc.runs.get.queryOptions({ runId: run.id }, { staleTime: Infinity, refetchOnWindowFocus: false }),
  );
  if (detail.data && isQueued) return <QueuedRun run={detail.data} />;
  if (detail.data) return <OpenChatRun run={detail.data} {...rest} />;
  if (detail.error) return <FaultBox fault={toFault(detail.error)} onRetry={() => void detail.refetch()} />;
  return (
    <div aria-busy className="flex flex-col gap-3">
      <Skeleton className="ml-auto h-10 w-64 max-w-full" />
      <Skeleton className="ml-7 h-24" />
    </div>
  );
});
ChatRun.displayName = 'ChatRun';
