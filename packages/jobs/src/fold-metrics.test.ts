import { listFigures } from '@signalbox/database';
import { insertPastRun, insertTestAgent, openTestDatabase, testEngines } from '@signalbox/database/testing';
import { createInProcessEventBus, toMetricsTopic } from '@signalbox/events';
import { expect, onTestFinished, test } from 'vitest';

import { createFoldMetricsJob } from './fold-metrics.job.ts';
import { startJobs } from './start-jobs.ts';

test.each(testEngines)(
  'folds what ended, and says whose figures are others now, on %s',
  async (engine) => {
    const database = await openTestDatabase({ engine });
    const events = createInProcessEventBus();
    const workspaceId = await database.newWorkspace();
    const { agentId } = await insertTestAgent(database, workspaceId);
    const createdAt = new Date('2026-03-01T10:00:00Z');
    await insertPastRun(database.db, { workspaceId, agentId, createdAt });
    const told = Promise.withResolvers<void>();
    events.subscribe(toMetricsTopic(workspaceId), () => told.resolve());
    const errors: unknown[] = [];
    const jobs = startJobs([createFoldMetricsJob({ database, events })], { onError: (_, cause) => errors.push(cause) });
    onTestFinished(async () => {
      await jobs.close();
      await database.close();
    });
    await told.promise;
    const { foldedSeq } = await database.db.selectFrom('metricState').select('foldedSeq').executeTakeFirstOrThrow();
    expect(foldedSeq).toBe(1);
    const spans = [{ from: createdAt, until: new Date('2026-03-01T11:00:00Z') }];
    expect(await listFigures(database.db, { workspaceId, spans })).toMatchObject([{ count: 1, completed: 1 }]);
    expect(errors).toEqual([]);
    // whoever else writes in the cluster holds a fold up
  },
  60_000,
);
