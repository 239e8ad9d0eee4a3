import { type Database, foldRuns } from '@signalbox/database';
import { type EventBus, toMetricsTopic } from '@signalbox/events';

import type { Job } from './job.ts';

/** Most runs at a time: the more, the less it takes of each. The embedded database does nothing else meanwhile. */
const most = { pglite: 1000, postgres: 10_000 } as const;

/** Adds the runs that ended since to the figures, every second, and tells who looks at them. */
export const createFoldMetricsJob = ({
  database,
  events,
}: {
  readonly database: Database;
  readonly events: EventBus;
}): Job => ({
  name: 'fold-metrics',
  everyMs: 1000,
  run: async () => {
    const { workspaceIds, hasMore } = await foldRuns(database.db, most[database.engine]);
    for (const workspaceId of workspaceIds) events.publish(toMetricsTopic(workspaceId), '');
    return hasMore;
  },
});
