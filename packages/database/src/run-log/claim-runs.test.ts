import { type ClaimedRun, newId } from '@signalbox/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { insertTestAgent, insertTestRun, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { claimRuns, type ClaimRunsOptions } from './claim-runs.ts';
import { getClaimDelay } from './get-claim-delay.ts';
import { expireLeases, releaseLeases, renewLeases } from './keep-leases.ts';
import { takeRun } from './take-run.ts';

describe.each(testEngines)('claiming on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  const workerId = newId();
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
  });
  afterAll(() => database.close());
  beforeEach(() => sql`delete from runs`.execute(database.db));

  const claim = (options: Partial<ClaimRunsOptions> = {}): Promise<ClaimedRun[]> =>
    claimRuns(database.db, { workerId, limit: 10, isIdle: true, ...options });
  const insert = (): Promise<string> => insertTestRun(database, agent);
  const idsOf = (runs: readonly ClaimedRun[]): string[] => runs.map((run) => run.runId).toSorted();
  const status = async (runId: string) =>
    (await sql`select status from runs where id = ${runId}`.execute(database.db)).rows[0];

  test('takes what is due, oldest first, as often as it is asked to, and marks it running', async () => {
    const ids = [await insert(), await insert(), await insert()];
    const first = await claim({ limit: 2 });
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    const fresh = { workspaceId: agent.workspaceId, epoch: 1, recoveries: 0, isAfterCrash: false, wakes: 0 };
    expect(first).toEqual(expect.arrayContaining([{ ...fresh, runId: ids[0] }]));
    expect(idsOf(await claim())).toEqual(ids.slice(2));
    expect(await claim()).toEqual([]);
    const { rows } = await sql`select status, started_at is not null as is_started from runs`.execute(database.db);
    expect(rows).toEqual(ids.map(() => ({ status: 'running', isStarted: true })));
  });

  test('a run that follows another is due when that has ended', async () => {
    const first = await insert();
    const next = await insertTestRun(database, agent, { previousRunId: first });
    expect(idsOf(await claim())).toEqual([first]);
    await sql`delete from run_heads where run_id = ${first}`.execute(database.db);
    expect(idsOf(await claim())).toEqual([next]);
  });

  test('the oldest runs that nobody has taken tell how long runs wait; one that follows another does not', async () => {
    const delayMs = (exceptOldest: number) => getClaimDelay(database.db, { exceptOldest });
    expect(await delayMs(0)).toBe(0);
    const [oldest, second] = [await insert(), await insert()];
    await insertTestRun(database, agent, { previousRunId: second });
    await sql`update run_heads set wake_at = now() - interval '5 seconds'`.execute(database.db);
    await sql`update run_heads set wake_at = now() - interval '5 hours' where run_id = ${oldest}`.execute(database.db);
    expect(await delayMs(0)).toBeGreaterThanOrEqual(5 * 3_600_000);
    expect(await delayMs(1)).toBeGreaterThanOrEqual(5000);
    expect(await delayMs(1)).toBeLessThan(3_600_000);
    expect(await delayMs(2)).toBe(0);
    expect(await claim()).toHaveLength(2);
    expect(await delayMs(0)).toBe(0);
  });

  test('two claimers at once share nothing', async () => {
    for (let index = 0; index < 20; index += 1) await insert();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim({ workerId: newId() })));
    expect(new Set(idsOf(claims.flat())).size).toBe(20);
    expect(claims.flat()).toHaveLength(20);
  });

  test('counts a claim after a dead holder, and fences that holder', async () => {
    const runId = await insert();
    await claim();
    await expireLeases(database.db);
    expect(await claim()).toMatchObject([{ runId, epoch: 2, recoveries: 1, isAfterCrash: true }]);
    const { rows } = await sql`select resumes from runs where id = ${runId}`.execute(database.db);
    expect(rows).toEqual([{ resumes: 1 }]);
  });

  test('what a worker holds and doesn’t know of is due to it, and to nobody else', async () => {
    const [known, lost] = [await insert(), await insert()];
    await claim();
    expect(await claim({ workerId: newId(), known: [] })).toEqual([]);
    expect(await claim({ known: [known, lost] })).toEqual([]);
    expect(await claim({ known: [known] })).toMatchObject([
      { runId: lost, epoch: 2, recoveries: 0, isAfterCrash: false },
    ]);
    expect(await claim()).toEqual([]);
  });

  test('a run with two recoveries comes alone, and only to an idle worker with nothing else due', async () => {
    const suspects = [await insert(), await insert()];
    await sql`update run_heads set recoveries = 1, lease_owner = ${newId()}`.execute(database.db);
    const innocent = await insert();
    expect(idsOf(await claim())).toEqual([innocent]);
    expect(await claim({ isIdle: false })).toEqual([]);
    expect(await claim({ limit: 0 })).toEqual([]);
    expect(await claim()).toMatchObject([{ runId: suspects[0], recoveries: 2 }]);
    expect(await claim()).toMatchObject([{ runId: suspects[1], recoveries: 2 }]);
  });

  test('renewing prolongs what is held and names what is not', async () => {
    const ids = [await insert(), await insert(), await insert()];
    const runs = await claim();
    await sql`update run_heads set lease_expires_at = now() + interval '1 second'`.execute(database.db);
    await database.db
      .transaction()
      .execute((tx) => takeRun(tx, { workspaceId: agent.workspaceId, runId: ids[0] ?? '' }));
    await sql`delete from run_heads where run_id = ${ids[1]}`.execute(database.db);
    expect((await renewLeases(database.db, { workerId, runs })).toSorted()).toEqual(ids.slice(0, 2));
    const { rows } = await sql`select run_id from run_heads
      where lease_expires_at > now() + interval '10 seconds'`.execute(database.db);
    expect(rows).toEqual([{ runId: ids[2] }]);
    expect(await renewLeases(database.db, { workerId, runs: [] })).toEqual([]);
  });

  test('a run given back in order is due at once, and that is no recovery', async () => {
    const runId = await insert();
    const runs = await claim();
    await releaseLeases(database.db, { workerId: newId(), runs });
    expect(await claim()).toEqual([]);
    await releaseLeases(database.db, { workerId, runs });
    expect(await status(runId)).toEqual({ status: 'queued' });
    expect(await claim()).toMatchObject([{ runId, epoch: 2, recoveries: 0, isAfterCrash: false }]);
  });

  test('taking a run fences its holder, and finds no run that has ended or is of another workspace', async () => {
    const runId = await insert();
    const [run] = await claim();
    const take = (workspaceId: string) =>
      database.db.transaction().execute((tx) => takeRun(tx, { workspaceId, runId }));
    expect(await take(newId())).toBeUndefined();
    expect(await take(agent.workspaceId)).toEqual({ epoch: (run?.epoch ?? 0) + 1, nextSeq: 2, afterRunId: null });
    await sql`delete from run_heads`.execute(database.db);
    expect(await take(agent.workspaceId)).toBeUndefined();
  });
});
