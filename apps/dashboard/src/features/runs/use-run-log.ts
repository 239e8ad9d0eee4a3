import type { RunDetail, RunEvent } from '@signalbox/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';

import { useTRPCClient } from '../../trpc.ts';
import { useIsVisible } from '../../use-is-visible.ts';
import { followRun } from './follow-run.ts';
import { mergeEvents } from './merge-events.ts';

export interface RunLog {
  /** All events so far, in their order, each once. */
  readonly events: readonly RunEvent[];
  /** Seq of the newest event that was there when the run was opened: what is newer came live. */
  readonly openedSeq: number;
  /** Why the log can't be followed any more. */
  readonly error: unknown;
}

const lastSeqOf = (events: readonly RunEvent[]): number => events.at(-1)?.seq ?? 0;

/** The log of a run, growing while the run goes on and the tab can be seen. */
export const useRunLog = (run: RunDetail): RunLog => {
  const client = useTRPCClient();
  const isVisible = useIsVisible();
  const [live, setLive] = useState<readonly RunEvent[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [openedSeq] = useState(() => lastSeqOf(run.events));
  const lastSeq = useRef(openedSeq);
  const events = useMemo(() => mergeEvents(run.events, live), [run.events, live]);
  const isEnded = events.at(-1)?.type === 'run-end';

  useEffect(() => {
    if (isEnded || !isVisible) return undefined;
    return followRun({
      client,
      runId: run.id,
      afterSeq: lastSeq.current,
      onEvents: (news) => {
        lastSeq.current = lastSeqOf(news);
        setLive((known) => [...known, ...news]);
      },
      onRefused: setError,
    });
  }, [client, run.id, isEnded, isVisible]);

  return { events, openedSeq, error };
};
