import type { RunEvent } from '@signalbox/contracts';
import { listRunEvents } from '@signalbox/database';
import { toRunTopic } from '@signalbox/events';

import type { ApiServices } from '../services.ts';

/** Events read at once. */
const pageSize = 500;
/** A hint may get lost: the log is looked at this often without one. */
const pollMs = 2000;

/** Resolves with the next hint, gap, poll or abort, whichever is first. */
const createBell = (services: ApiServices, runId: string, signal: AbortSignal) => {
  let rung = Promise.withResolvers<void>();
  const ring = (): void => rung.resolve();
  const stopHints = services.events.subscribe(toRunTopic(runId), ring);
  const stopGaps = services.events.onGap(ring);
  signal.addEventListener('abort', ring);
  return {
    /** Forgets what rang so far: called before the log is read, so that nothing after the read is missed. */
    reset: (): void => {
      rung = Promise.withResolvers();
      if (signal.aborted) rung.resolve();
    },
    wait: async (): Promise<void> => {
      const timer = setTimeout(ring, pollMs);
      await rung.promise;
      clearTimeout(timer);
    },
    close: (): void => {
      stopHints();
      stopGaps();
      signal.removeEventListener('abort', ring);
    },
  };
};

/**
 * The run's events after `afterSeq`, in order, each once: what the log has, then what comes. Ends after `run-end`
 * or when the signal aborts. Ends at once for a run that is not the workspace's.
 */
export const followRun = async function* (
  services: ApiServices,
  key: { readonly workspaceId: string; readonly runId: string; readonly afterSeq: number },
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void> {
  const { workspaceId, runId } = key;
  let { afterSeq } = key;
  const bell = createBell(services, runId, signal);
  try {
    while (!signal.aborted) {
      bell.reset();
      const events = await listRunEvents(services.database.db, { workspaceId, runId, afterSeq, limit: pageSize });
      for (const event of events) {
        yield event;
        if (event.type === 'run-end') return;
        afterSeq = event.seq;
      }
      if (events.length < pageSize) await bell.wait();
    }
  } finally {
    bell.close();
  }
};
