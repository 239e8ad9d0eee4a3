import { listKnownRuns } from '@signalbox/database';
import { toWorkspaceTopic } from '@signalbox/events';

import { Bell } from '../runs/bell.ts';
import type { ApiServices } from '../services.ts';

/** Whether the runs still exist is looked up this often without a hint. */
const lookMs = 10_000;

/** The runs that the workspace does not have, or not any more, each once; until all are gone or the signal aborts. */
export const watchGone = async function* (
  { database, events }: ApiServices,
  { workspaceId, runIds }: { readonly workspaceId: string; readonly runIds: readonly string[] },
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  let left = new Set(runIds);
  const bell = new Bell(lookMs);
  const ring = (): void => bell.ring();
  const ringForRun = (runId: string): void => {
    if (left.has(runId)) bell.ring();
  };
  bell.onClose(events.subscribe(toWorkspaceTopic(workspaceId), ringForRun));
  bell.onClose(events.onGap(ring));
  signal.addEventListener('abort', ring);
  bell.onClose(() => signal.removeEventListener('abort', ring));
  try {
    while (!signal.aborted && left.size > 0) {
      bell.takeRing();
      const known = new Set(await listKnownRuns(database.db, { workspaceId, runIds: [...left] }));
      for (const runId of left) if (!known.has(runId)) yield runId;
      left = known;
      if (left.size > 0) await bell.wait();
    }
  } finally {
    bell.close();
  }
};
