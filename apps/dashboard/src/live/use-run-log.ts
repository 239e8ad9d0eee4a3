import {
  applyProgress,
  applyRunDelta,
  emptyLiveText,
  isFinalRunStatus,
  type LiveProgress,
  type LiveText,
  noProgress,
  type RunDetail,
  type RunEvent,
} from '@signalbox/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';

import { useLiveStream } from './live-context.ts';
import { mergeEvents } from './merge-events.ts';

export interface RunLog {
  /** All events so far, in their order, each once. */
  readonly events: readonly RunEvent[];
  /** What the model has written of the turn that is under way; empty between turns. */
  readonly liveText: LiveText;
  /** How far the tool calls under way are. */
  readonly progress: LiveProgress;
  /** Seq of the newest event that was there when the run was opened: what is newer came live. */
  readonly openedSeq: number;
  /** The run was deleted meanwhile. */
  readonly isGone: boolean;
}

const lastSeqOf = (events: readonly RunEvent[]): number => events.at(-1)?.seq ?? 0;

const isEndOfAttempt = (event: RunEvent): boolean =>
  event.type === 'model-call-end' || event.type === 'model-call-discard' || event.type === 'run-end';

/** The log of a run, growing while the run goes on and the tab can be seen: drawn at most once a frame. */
export const useRunLog = (run: RunDetail): RunLog => {
  const stream = useLiveStream();
  const [live, setLive] = useState<readonly RunEvent[]>([]);
  const [liveText, setLiveText] = useState<LiveText>(emptyLiveText);
  const [progress, setProgress] = useState(noProgress);
  const [isGone, setIsGone] = useState(false);
  const [openedSeq] = useState(() => lastSeqOf(run.events));
  const lastSeq = useRef(openedSeq);
  const events = useMemo(() => mergeEvents(run.events, live), [run.events, live]);
  // what was reported without steps has no log that could end
  const isEnded = isFinalRunStatus(run.status) || events.at(-1)?.type === 'run-end';

  useEffect(() => {
    if (isEnded) return undefined;
    let news: RunEvent[] = [];
    let text = emptyLiveText;
    let said = noProgress;
    let frame: number | undefined;
    const flush = (): void => {
      frame = undefined;
      const added = news;
      news = [];
      if (added.length > 0) setLive((known) => [...known, ...added]);
      setLiveText(text);
      setProgress(said);
    };
    const stop = stream.watchRun(run.id, {
      afterSeq: () => lastSeq.current,
      onFrame: (message) => {
        if (message.type === 'run-gone') setIsGone(true);
        else if (message.type === 'run-delta') {
          text = applyRunDelta(text, message.delta) ?? text;
          said = applyProgress(said, message.delta);
        } else if (message.event.seq > lastSeq.current) {
          lastSeq.current = message.event.seq;
          news.push(message.event);
          said = applyProgress(said, message.event);
          if (isEndOfAttempt(message.event)) text = emptyLiveText;
        }
        frame ??= window.requestAnimationFrame(flush);
      },
    });
    return () => {
      stop();
      if (frame !== undefined) window.cancelAnimationFrame(frame);
      flush();
    };
  }, [stream, run.id, isEnded]);

  return { events, liveText, progress, openedSeq, isGone };
};
