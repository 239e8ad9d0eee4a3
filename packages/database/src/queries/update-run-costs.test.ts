import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { foldAllRuns } from '../testing/fold-all-runs.ts';
import { insertPastRun } from '../testing/insert-past-run.ts';
import { insertTestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { listRunCosts } from './list-run-costs.ts';
import { deleteRun } from './runs.ts';
import { updateRunCosts } from './update-run-costs.ts';

const from = new Date('2026-03-01T00:00:00Z');
const at = '2026-11-22T10:00:00.000Z';

describe.each(testEngines)('costs of ended runs on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  const openWorkspace = async () => {
    const workspaceId = await database.newWorkspace();
    const { agentId } = await insertTestAgent(database, workspaceId);
    const insert = (minute: number, model = 'a') => {
      const createdAt = new Date(from.getTime() + minute * 60_000);
      const models = [{ model, usage: { inputFresh: 7 }, costNanoUsd: 5, unpricedCalls: 0 }];
      return insertPastRun(database.db, { workspaceId, agentId, createdAt, models });
    };
    return { workspaceId, insert };
  };
  const costOf = async (workspaceId: string, id: string) =>
    database.db
      .selectFrom('runs')
      .select(['costNanoUsd', 'unpricedCalls', 'repricedAt'])
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirst();

  test('come page by page, each run once, from the time on and of one model', async () => {
    const { workspaceId, insert } = await openWorkspace();
    await insert(-1);
    const ids: string[] = [];
    for (let minute = 0; minute < 203; minute += 1) ids.push(await insert(minute, minute % 2 === 0 ? 'a' : 'b'));
    const listAll = async (model?: string) => {
      const found: string[] = [];
      const shares: number[] = [];
      let after: string | undefined;
      for (;;) {
        const page = await listRunCosts(database.db, { workspaceId, from, model, after });
        found.push(...page.items.map(({ id }) => id));
        shares.push(page.share);
        if (page.cursor === null) return { found, shares };
        after = page.cursor;
      }
    };
    const all = await listAll();
    expect(all.found).toEqual(ids);
    const [first = 1, second = 1, ...last] = all.shares;
    expect(last).toEqual([1]);
    expect([first < second, second < 1]).toEqual([true, true]);
    expect((await listAll('b')).found).toEqual(ids.filter((_, index) => index % 2 === 1));
    expect((await listRunCosts(database.db, { workspaceId: (await openWorkspace()).workspaceId, from })).items).toEqual(
      [],
    );
  }, 30_000);

  test('change once, however often the same is stored, and not those of runs that are gone or others’', async () => {
    const { db } = database;
    const [mine, theirs] = [await openWorkspace(), await openWorkspace()];
    const { workspaceId } = mine;
    const [kept, gone, foreign] = [await mine.insert(1), await mine.insert(2), await theirs.insert(3)];
    await foldAllRuns(db);
    await db.transaction().execute((tx) => deleteRun(tx, { workspaceId, runId: gone }));
    const runs = [kept, gone, foreign].map((id) => ({
      id,
      computedCostNanoUsd: null,
      models: [{ model: 'a', costNanoUsd: 2, unpricedCalls: 1 }],
    }));
    for (let time = 0; time < 2; time += 1) {
      await updateRunCosts(db, { workspaceId, runs, at });
      expect(await costOf(workspaceId, kept)).toEqual({ costNanoUsd: 2, unpricedCalls: 1, repricedAt: new Date(at) });
    }
    expect(await costOf(workspaceId, gone)).toBeUndefined();
    expect(await costOf(theirs.workspaceId, foreign)).toEqual({ costNanoUsd: 5, unpricedCalls: 0, repricedAt: null });
  });
});
