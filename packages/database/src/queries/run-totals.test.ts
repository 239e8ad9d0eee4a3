import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { insertTestAgent, insertTestRun } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { listAgents } from './agents.ts';
import { countCompletedRuns, sumAgents, sumConversations } from './run-totals.ts';

describe.each(testEngines)('totals on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  test('add up the columns of the runs that are meant, over what an int4 holds, and of this workspace only', async () => {
    const { db } = database;
    const workspaceId = await database.newWorkspace();
    const agent = await insertTestAgent(database, workspaceId);
    const idle = await insertTestAgent(database, workspaceId);
    const runIds = [await insertTestRun(database, agent), await insertTestRun(database, agent)];
    const columns = { inputTokens: 3_000_000_000, outputTokens: 2, costNanoUsd: 4_000_000_000_000, unpricedCalls: 1 };
    await db.updateTable('runs').set(columns).where('workspaceId', '=', workspaceId).execute();
    const one = { runs: 1, ...columns };
    const both = {
      runs: 2,
      inputTokens: 6_000_000_000,
      outputTokens: 4,
      costNanoUsd: 8_000_000_000_000,
      unpricedCalls: 2,
    };
    const none = { runs: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0, unpricedCalls: 0 };
    const { agentId, conversationId } = agent;
    const ids = [conversationId, idle.conversationId];
    const ofConversation = await sumConversations(db, { workspaceId, ids });
    expect(ids.map(ofConversation)).toEqual([both, none]);

    const sumAt = async (at: Date) => (await sumAgents(db, { workspaceId, ids: [agentId, idle.agentId], at }))(agentId);
    const now = new Date();
    expect(await sumAt(now)).toEqual(both);
    const dayMs = 86_400_000;
    const setCreatedAt = (createdAt: Date) =>
      db
        .updateTable('runs')
        .set({ createdAt })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', runIds[1] ?? '')
        .execute();
    await setCreatedAt(new Date(now.getTime() - dayMs));
    expect(await sumAt(now)).toEqual(one);
    await setCreatedAt(new Date(now.getTime() - dayMs + 1));
    expect(await sumAt(now)).toEqual(both);

    const other = await database.newWorkspace();
    expect((await sumAgents(db, { workspaceId: other, ids: [agentId], at: now }))(agentId)).toEqual(none);
    expect((await sumConversations(db, { workspaceId: other, ids }))(conversationId)).toEqual(none);
  });

  test('completed runs are counted by agent, and agents are found by whether a run is open', async () => {
    const { db } = database;
    const workspaceId = await database.newWorkspace();
    const busy = await insertTestAgent(database, workspaceId);
    const idle = await insertTestAgent(database, workspaceId);
    const runIds = [
      await insertTestRun(database, busy),
      await insertTestRun(database, busy),
      await insertTestRun(database, idle),
    ];
    const complete = (ids: readonly string[]) =>
      db
        .updateTable('runs')
        .set({ status: 'completed' })
        .where('workspaceId', '=', workspaceId)
        .where('id', 'in', ids)
        .execute();
    await complete([runIds[0] ?? '', runIds[2] ?? '']);
    const ids = [busy.agentId, idle.agentId];
    const countOf = await countCompletedRuns(db, { workspaceId, ids });
    expect(ids.map(countOf)).toEqual([1, 1]);
    const listIds = async (isRunning: boolean) => {
      const page = await listAgents(db, { workspaceId, isRunning, isArchived: false, limit: 10, offset: 0 });
      expect(page.total).toBe(page.items.length);
      return page.items.map(({ id }) => id);
    };
    expect([await listIds(true), await listIds(false)]).toEqual([[busy.agentId], [idle.agentId]]);
    await complete(runIds);
    expect((await countCompletedRuns(db, { workspaceId, ids }))(busy.agentId)).toBe(2);
    expect(await listIds(true)).toEqual([]);
    const other = await database.newWorkspace();
    expect((await countCompletedRuns(db, { workspaceId: other, ids }))(busy.agentId)).toBe(0);
  });
});
