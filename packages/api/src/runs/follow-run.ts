import type { RunEvent } from '@signalbox/contracts';
import { listRunEvents } from '@signalbox/database';
import { toRunTopic } from '@signalbox/events';

import type { ApiServices } from '../services.ts';

/** Events read at once. */
const pageSize = 500;
/** A hint may get lost: the log is looked at this often without one. */
const pollMs = 2000;

interface RunView {
  readonly workspaceId: string;
  readonly runId: string;
  /** Seq of the last event that the viewer has; 0 for none. */
  readonly afterSeq: number;
}

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

/** How a viewer stands who has this event and those before it. */
const findStart = async (services: ApiServices, { workspaceId, runId, afterSeq }: RunView): Promise<number | 'end'> => {
  if (afterSeq === 0) return 0;
  const page = { workspaceId, runId, afterSeq: afterSeq - 1, limit: 1 };
  const [seen] = await listRunEvents(services.database.db, page);
  if (seen?.type === 'run-end') return 'end';
  // a seq that the log never had: the viewer gets all of it
  return seen ? afterSeq : 0;
};

/**
 * The run's events after `afterSeq`, in order, each once: what the log has, then what comes. Ends after `run-end`
 * or when the signal aborts.
 */
export const followRun = async function* (
  services: ApiServices,
  view: RunView,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void> {
  const { workspaceId, runId } = view;
  const start = await findStart(services, view);
  if (start === 'end') return;
  let afterSeq = start;
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
