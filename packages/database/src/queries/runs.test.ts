import { newId } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { takeRun } from '../run-log/take-run.ts';
import { insertTestAgent, insertTestRun, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { getConversationPlace } from './conversations.ts';
import { listRuns } from './list-runs.ts';
import { deleteRun, getRun, getRunOrigin, lockRun } from './runs.ts';

describe.each(testEngines)('runs on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
  }, 30_000);
  afterAll(() => database.close());

  test('getRun, getRunOrigin and getConversationPlace find what is the workspace’s, and nothing else', async () => {
    const { db } = database;
    const { workspaceId, agentId, conversationId } = agent;
    const runId = await insertTestRun(database, agent);
    expect(await getRun(db, { workspaceId, runId })).toMatchObject({
      id: runId,
      agentId,
      agentName: 'A',
      status: 'queued',
    });
    const origin = { conversationId, previousRunId: null, agentId, modelOverride: null };
    expect(await getRunOrigin(db, { workspaceId, runId })).toEqual(origin);
    expect(await getConversationPlace(db, { workspaceId, id: conversationId })).toEqual({
      agentId,
      newestRunId: runId,
    });
    const foreign = { workspaceId: await database.newWorkspace(), runId };
    await expect(getRun(db, foreign)).rejects.toMatchObject({ code: 'run.not-found' });
    await expect(getRunOrigin(db, foreign)).rejects.toMatchObject({ code: 'run.not-found' });
    const id = conversationId;
    await expect(getConversationPlace(db, { ...foreign, id })).rejects.toMatchObject({
      code: 'conversation.not-found',
    });
  });

  test('listRuns gives every run once over its pages', async () => {
    const { db } = database;
    const own = await insertTestAgent(database, await database.newWorkspace());
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift(await insertTestRun(database, own));
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await listRuns(db, { ...own, limit: 2, offset: 0, cursor });
      seen.push(...page.items.map((run) => run.id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(ids);
    const options = { workspaceId: own.workspaceId, limit: 10, offset: 0 };
    expect((await listRuns(db, { ...options, statuses: ['queued', 'failed'] })).items).toHaveLength(5);
    expect((await listRuns(db, { ...options, statuses: ['failed'] })).items).toEqual([]);
  });

  test('a locked run can’t be taken until the transaction is over; an unknown one can’t be locked', async () => {
    const { db } = database;
    const { workspaceId } = agent;
    const runId = await insertTestRun(database, agent);
    const order: string[] = [];
    const locked = Promise.withResolvers<void>();
    const holding = db.transaction().execute(async (tx) => {
      expect(await lockRun(tx, { workspaceId, runId })).toBe(true);
      locked.resolve();
      // long enough for the other to come first if nothing held it back
      for (let turn = 0; turn < 20; turn += 1) {
        expect(await lockRun(tx, { workspaceId, runId: newId() })).toBe(false);
      }
      order.push('released');
    });
    await locked.promise;
    await db.transaction().execute((tx) => takeRun(tx, { workspaceId, runId }));
    order.push('taken');
    await holding;
    expect(order).toEqual(['released', 'taken']);
  });

  test('deleteRun refuses an open run', async () => {
    const { workspaceId } = agent;
    const runId = await insertTestRun(database, agent);
    const remove = database.db.transaction().execute((tx) => deleteRun(tx, { workspaceId, runId }));
    await expect(remove).rejects.toMatchObject({ code: 'run.not-ended' });
  });
});
