import type { LiveText, RunDetail, RunEvent } from '@signalbox/contracts';
import { useMemo, useRef } from 'react';

import { ActivityLine } from '../../transcript/activity-line.tsx';
import { FollowScroll } from '../../transcript/follow-scroll.tsx';
import { StepAnnouncer } from '../../transcript/step-announcer.tsx';
import type { RunActivity } from '../../transcript/to-activity.ts';
import { Transcript } from '../../transcript/transcript.tsx';
import type { TranscriptReading } from '../../transcript/use-reading.ts';
import { useHighlights } from './use-highlights.ts';

export interface Reveal {
  readonly seq: number;
  readonly isUnfolded?: boolean;
}

interface TranscriptViewProps {
  readonly run: RunDetail;
  readonly events: readonly RunEvent[];
  readonly reading: TranscriptReading;
  readonly liveText: LiveText;
  readonly openedSeq: number;
  readonly activity: RunActivity | null;
  readonly selectedSeq: number | null;
  readonly reveal: Reveal | null;
  /** What is looked for, and marked where it stands. */
  readonly wanted: string;
  readonly onSelect: (seq: number) => void;
}

/** The run as a conversation: at its end while it goes on, at its beginning once it ended. */
export const TranscriptView = (props: TranscriptViewProps) => {
  const { run, events, reading, liveText, openedSeq, activity, selectedSeq, reveal, wanted, onSelect } = props;
  const region = useRef<HTMLDivElement>(null);
  useHighlights({ region, text: wanted, reveal });
  const startsAt = activity === null || reveal !== null ? 'start' : 'end';
  // streaming text draws this every frame: what does not depend on it is kept
  const below = useMemo(
    () => (
      <>
        {activity && <ActivityLine activity={activity} />}
        <StepAnnouncer events={events} openedSeq={openedSeq} />
      </>
    ),
    [activity, events, openedSeq],
  );
  return (
    <div ref={region} className="flex min-h-0 flex-1 flex-col [&_*::highlight(find-in-run)]:bg-[var(--warning)]/35">
      <FollowScroll label="Transcript" isLive={activity !== null} startsAt={startsAt}>
        <div className="mx-auto w-full max-w-[860px] px-3 py-4 md:px-5">
          <Transcript
            run={run}
            events={events}
            reading={reading}
            liveText={liveText}
            variant="run"
            selectedSeq={selectedSeq}
            onSelect={onSelect}
            reveal={reveal}
          />
          {run.endedAt !== null && events.length === 0 && (
            <p className="text-text-muted">
              {run.source === 'report'
                ? 'Its sender told what came of it, and no steps.'
                : 'Its steps were deleted after the time that this workspace keeps them.'}
            </p>
          )}
          {below}
        </div>
      </FollowScroll>
    </div>
  );
};
