import { type Database, deleteDeliveries, type DeliverableActivity, takeDeliveries } from '@signalbox/database';

import type { ActivityTarget } from './activity-target.ts';
import type { Job } from './job.ts';

/** Entries that are brought at once. */
const batchSize = 50;

/**
 * Brings entries from the outbox to a place, each at least once: an entry is struck out when the place has it, and
 * tried again later when that is not known. While the place is not ready, nothing is taken. `onTried` hears of entries
 * when their try has ended, well or not.
 */
export const createDeliverActivityJob = ({
  database,
  target,
  onTried,
}: {
  readonly database: Pick<Database, 'db'>;
  readonly target: ActivityTarget;
  readonly onTried: (entries: readonly DeliverableActivity[]) => void;
}): Job => ({
  name: `deliver-activity-${target.place}`,
  everyMs: 1000,
  run: async () => {
    if (!target.isReady()) return false;
    const { place } = target;
    const entries = await takeDeliveries(database.db, { place, limit: batchSize });
    if (entries.length === 0) return false;
    try {
      await target.put(entries);
      await deleteDeliveries(database.db, { place, arrived: entries });
    } finally {
      onTried(entries);
    }
    return true;
  },
});
