import { type AppendAnswer, type AppendEntry, AppError } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { AppendLane } from './append-lane.ts';
import { prepareAppend } from './prepare-append.ts';

/** Appends to run logs, durably when answered. */
export interface StepWriter {
  /**
   * Stores the entry and renews the run's lease, together with what other runs append meanwhile. Entries of one
   * run are stored in the order they were given. Rejects with `request.too-large` over 12 MB an event, and with
   * `database.unavailable` when the database did not answer until the lease was over.
   */
  append(entry: AppendEntry): Promise<AppendAnswer>;
  /** Waits for what was given; later entries are rejected with `server.stopping`. */
  close(): Promise<void>;
}

/** More lanes keep more of PostgreSQL's processors busy; PGlite has one session. */
const laneCounts: Record<Database['engine'], number> = { pglite: 1, postgres: 2 };

/** The one writer of a process: groups only form when all runs share it. */
export const createStepWriter = (database: Database): StepWriter => {
  const lanes = Array.from({ length: laneCounts[database.engine] }, () => new AppendLane(database));
  // the end of a UUID v7 is random; a run keeps to one lane, so that its entries stay in order
  const laneOf = (runId: string) => lanes[Number.parseInt(runId.slice(-4), 16) % lanes.length] ?? lanes[0];
  let isClosed = false;
  return {
    append: async (entry) => {
      const lane = laneOf(entry.runId);
      if (isClosed || lane === undefined) throw new AppError('server.stopping', 'The server is stopping.');
      return lane.append(prepareAppend(entry));
    },
    close: async () => {
      isClosed = true;
      await Promise.all(lanes.map((lane) => lane.drain()));
    },
  };
};
