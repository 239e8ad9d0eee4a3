import { type Database, deleteExpired } from '@signalbox/database';
import { type EventBus, toWorkspaceTopic } from '@signalbox/events';

import type { Job } from './job.ts';

/** Deletes what is older than its workspace keeps it, piece by piece. */
export const createDeleteExpiredJob = ({
  database,
  events,
}: {
  readonly database: Pick<Database, 'db'>;
  readonly events: Pick<EventBus, 'publish'>;
}): Job => ({
  name: 'delete-expired',
  everyMs: 60_000,
  run: async () => {
    const { runs, hasMore } = await deleteExpired(database.db, new Date());
    for (const { workspaceId, runIds } of runs) {
      for (const runId of runIds) events.publish(toWorkspaceTopic(workspaceId), runId);
    }
    return hasMore;
  },
});
