import { newId } from '@signalbox/contracts';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

import { listFigures } from '../metrics/read-figures.ts';
import { foldAllRuns } from '../testing/fold-all-runs.ts';
import { insertPastRun } from '../testing/insert-past-run.ts';
import { insertTestActivity } from '../testing/insert-test-activity.ts';
import { insertTestAgent, insertTestRun, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { deleteExpired, listKept } from './retention.ts';
import { sumVersions } from './run-totals.ts';
import { updateWorkspaceSettings } from './workspace-settings.ts';

const dayMs = 86_400_000;
const now = new Date();
const daysAgo = (days: number): Date => new Date(now.getTime() - days * dayMs);

describe.each(testEngines)('what is kept for a time on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  beforeEach(async () => {
    database ??= await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
  }, 30_000);
  afterAll(() => database.close());

  const insertRun = async (days: number): Promise<string> => {
    const { db } = database;
    const { workspaceId, agentId } = agent;
    const tools = [{ tool: 'calculator' }];
    const runId = await insertPastRun(db, { workspaceId, agentId, createdAt: daysAgo(days), costNanoUsd: 5, tools });
    const event = { runId, seq: 1, workspaceId, epoch: 0, type: 'run-end', at: daysAgo(days), payload: '{}' } as const;
    await db.insertInto('runEvents').values(event).execute();
    return runId;
  };
  const insertEntry = (days: number): Promise<string> => {
    const { workspaceId, agentId } = agent;
    return insertTestActivity(database, { workspaceId, agentId, at: daysAgo(days) });
  };
  const keep = (change: Parameters<typeof updateWorkspaceSettings>[1]['change']): Promise<void> =>
    updateWorkspaceSettings(database.db, { workspaceId: agent.workspaceId, at: now.toISOString(), change });
  const idsOf = async (table: 'runs' | 'activity'): Promise<string[]> => {
    const rows = await database.db
      .selectFrom(table)
      .select('id')
      .where('workspaceId', '=', agent.workspaceId)
      .execute();
    return rows.map(({ id }) => id).toSorted();
  };
  const runsOf = async (table: 'runEvents' | 'toolCalls'): Promise<string[]> => {
    const all = database.db.selectFrom(table).select('runId').where('workspaceId', '=', agent.workspaceId);
    return (await all.execute()).map(({ runId }) => runId).toSorted();
  };

  test('without settings nothing goes', async () => {
    const runId = await insertRun(4000);
    await deleteExpired(database.db, now);
    expect(await idsOf('runs')).toEqual([runId]);
  });

  test('when a version last ran is told to the moment, while its runs are there and when they have gone', async () => {
    const { db } = database;
    const { workspaceId, agentId } = agent;
    const [first, last] = [40, 40 - 5 / 86_400];
    for (const days of [first, last]) {
      await insertRun(days);
      await foldAllRuns(db);
    }
    const readTimes = async () => {
      const { firstRunAt, lastRunAt } = (await sumVersions(db, { workspaceId, agentId, numbers: [1], at: now }))(1);
      return [firstRunAt, lastRunAt];
    };
    const times = [daysAgo(first).toISOString(), daysAgo(last).toISOString()];
    expect(await readTimes()).toEqual(times);
    await keep({ keepRunsDays: 30 });
    await deleteExpired(db, now);
    expect(await idsOf('runs')).toEqual([]);
    expect(await readTimes()).toEqual(times);
  });

  test('runs that are too old go whole; figures keep them, open runs stay, and so does every other workspace', async () => {
    const foreign = agent;
    const foreignRun = await insertRun(40);
    agent = await insertTestAgent(database, await database.newWorkspace());
    const [old, fresh] = [await insertRun(31), await insertRun(29)];
    const open = await insertTestRun(database, agent);
    await foldAllRuns(database.db);
    await keep({ keepRunsDays: 30 });
    const { runs, hasMore } = await deleteExpired(database.db, now);
    expect(runs.find(({ workspaceId }) => workspaceId === agent.workspaceId)?.runIds).toEqual([old]);
    expect(hasMore).toBe(false);
    expect(await idsOf('runs')).toEqual([fresh, open].toSorted());
    expect([await runsOf('toolCalls'), (await runsOf('runEvents')).includes(old)]).toEqual([[fresh], false]);
    const spans = [{ from: daysAgo(60), until: new Date(now.getTime() + dayMs) }];
    const [figures] = await listFigures(database.db, { workspaceId: agent.workspaceId, spans });
    expect(figures).toMatchObject({ count: 3, completed: 2, gone: 1, costNanoUsd: 10 });
    agent = foreign;
    expect(await idsOf('runs')).toEqual([foreignRun]);
  });

  test('steps go while their runs stay, each run once; activity by its own time', async () => {
    const [old, fresh] = [await insertRun(8), await insertRun(2)];
    const [oldEntry, freshEntry] = [await insertEntry(8), await insertEntry(2)];
    await keep({ keepStepsDays: 7, keepActivityDays: 7 });
    await deleteExpired(database.db, now);
    expect(await idsOf('runs')).toEqual([old, fresh].toSorted());
    expect(await runsOf('runEvents')).toEqual([fresh]);
    expect(await idsOf('activity')).toEqual([freshEntry]);
    expect(await idsOf('activity')).not.toContain(oldEntry);
    await deleteExpired(database.db, new Date(now.getTime() + 6 * dayMs));
    expect(await runsOf('runEvents')).toEqual([]);
  });

  test('more than goes at once goes in pieces', async () => {
    const first = await insertEntry(9);
    await sql`
      insert into activity (id, workspace_id, agent_id, at, type, status, project, intent, reason, sender, places)
      select ('01000000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, workspace_id, agent_id, at, type, status,
        project, intent, reason, sender, places
      from activity, generate_series(1, 200) as number
      where workspace_id = ${agent.workspaceId} and id = ${first}
    `.execute(database.db);
    await keep({ keepActivityDays: 1 });
    expect((await deleteExpired(database.db, now)).hasMore).toBe(true);
    expect(await idsOf('activity')).toHaveLength(1);
    expect((await deleteExpired(database.db, now)).hasMore).toBe(false);
    expect(await idsOf('activity')).toEqual([]);
  });

  test('listKept says what would go, of this workspace only', async () => {
    await insertRun(50);
    await insertRun(3);
    await insertEntry(50);
    const days = { keepRunsDays: 30, keepStepsDays: 1, keepActivityDays: null };
    const kept = await listKept(database.db, { workspaceId: agent.workspaceId, days, now });
    expect(kept.map(({ kind, expired, isMore }) => [kind, expired, isMore])).toEqual([
      ['runs', 1, false],
      ['steps', 2, false],
      ['activity', 0, false],
    ]);
    expect(Math.min(...kept.map(({ bytes }) => bytes))).toBeGreaterThan(0);
    const nobody = await listKept(database.db, { workspaceId: newId(), days, now });
    expect(nobody.map(({ expired }) => expired)).toEqual([0, 0, 0]);
  });
});
