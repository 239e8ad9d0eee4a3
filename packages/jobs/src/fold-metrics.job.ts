import { type Database, foldRuns } from '@signalbox/database';
import { type EventBus, toMetricsTopic } from '@signalbox/events';

import type { Job } from './job.ts';

/** Most runs at a time, and the time between two looks: reports that arrive meanwhile share the processors with it. */
const pieces = { pglite: { most: 1000, everyMs: 1000 }, postgres: { most: 2000, everyMs: 250 } } as const;

/** Adds the runs that ended since to the figures, within a second, and tells who looks at them. */
export const createFoldMetricsJob = ({
  database,
  events,
}: {
  readonly database: Database;
  readonly events: EventBus;
}): Job => ({
  name: 'fold-metrics',
  everyMs: pieces[database.engine].everyMs,
  run: async () => {
    const { workspaceIds, hasMore } = await foldRuns(database.db, pieces[database.engine].most);
    for (const workspaceId of workspaceIds) events.publish(toMetricsTopic(workspaceId), '');
    return hasMore;
  },
});
