import type { RunEvent } from '@signalbox/contracts';
import { type Database, listRunEvents } from '@signalbox/database';

/** Longest log that is read at once: a run's limits keep it far below. */
const maxEvents = 100_000;

/** The whole log of a run. */
export const readRunLog = (
  db: Database['db'],
  key: { readonly workspaceId: string; readonly runId: string },
): Promise<RunEvent[]> => listRunEvents(db, { ...key, afterSeq: 0, limit: maxEvents });
