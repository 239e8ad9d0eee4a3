import { newId } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { claimTestRuns, testSummary, toTestEntry } from '../testing/claim-test-run.ts';
import { insertTestAgent, insertTestRun, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { appendInTransaction } from './append-in-transaction.ts';
import { claimRuns } from './claim-runs.ts';
import { createRunLoader } from './create-run-loader.ts';
import { insertDecision } from './insert-decision.ts';
import { insertToolSet } from './insert-tool-set.ts';
import { listRunEvents } from './list-run-events.ts';

describe.each(testEngines)('loading on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  let loadRun: ReturnType<typeof createRunLoader>;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
    loadRun = createRunLoader(database.db);
  });
  afterAll(() => database.close());
  const key = (runId: string) => ({ workspaceId: agent.workspaceId, runId, wakes: 0 });
  const requestsOf = (log: readonly { readonly type: string; readonly payload: unknown }[]) =>
    log.filter((event) => event.type === 'user-request').map((event) => event.payload);

  test('a run comes with its version, its log and the logs before it, oldest first', async () => {
    let previousRunId: string | null = null;
    for (let index = 0; index < 53; index += 1) {
      previousRunId = await insertTestRun(database, agent, { text: `${index}`, previousRunId });
    }
    const loaded = await loadRun(key(previousRunId ?? ''));
    expect(loaded.spec.instructions).toBe('Be brief.');
    expect(requestsOf(loaded.events)).toMatchObject([{ text: '52' }]);
    const earlier = loaded.history.flatMap(requestsOf);
    expect(earlier).toMatchObject(Array.from({ length: 50 }, (_, index) => ({ text: `${index + 2}` })));
  });

  test('runs asked for together each come with their own, and one that cannot be read fails alone', async () => {
    const first = await insertTestRun(database, agent, { text: 'first' });
    const second = await insertTestRun(database, agent, { text: 'second', previousRunId: first });
    const broken = await insertTestRun(database, agent);
    const { db } = database;
    const { workspaceId } = agent;
    await db
      .updateTable('runEvents')
      .set({ payload: '{' })
      .where('workspaceId', '=', workspaceId)
      .where('runId', '=', broken)
      .execute();
    const asked = [first, broken, second, newId()].map((runId) => loadRun(key(runId)));
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    const [own, , later] = answers;
    if (own?.status !== 'fulfilled' || later?.status !== 'fulfilled') throw new Error('unreachable');
    expect(requestsOf(own.value.events)).toMatchObject([{ text: 'first' }]);
    expect(own.value.history).toEqual([]);
    expect(later.value.history.map(requestsOf)).toMatchObject([[{ text: 'first' }]]);
  });

  test('a large request is read from where it stands', async () => {
    const text = 'x'.repeat(200_000);
    const runId = await insertTestRun(database, agent, { text });
    expect(requestsOf((await loadRun(key(runId))).events)).toMatchObject([{ text }]);
  });

  test('a decision is pending until the log has it', async () => {
    await claimRuns(database.db, { workerId: newId(), limit: 1000, isIdle: false });
    const [run] = await claimTestRuns(database, agent, 1);
    if (run === undefined) throw new Error('The run was not claimed.');
    const by = { kind: 'user', id: 'u', name: 'U' } as const;
    const decision = { requestSeq: 1, callId: 'c', decision: 'happened', by, note: 'seen' } as const;
    const at = new Date().toISOString();
    await database.db
      .transaction()
      .execute((tx) => insertDecision(tx, { workspaceId: run.workspaceId, runId: run.runId, ...decision, at }));
    expect((await loadRun({ ...run, wakes: 1 })).decisions).toEqual([decision]);
    const events = [
      { type: 'approval-decision' as const, payload: { callId: 'c', decision: 'happened' as const, by } },
    ];
    await appendInTransaction(database.db, toTestEntry(run, { events }));
    expect((await loadRun({ ...run, wakes: 1 })).decisions).toEqual([]);
  });

  test('a viewer reads on from the last event it has', async () => {
    await claimRuns(database.db, { workerId: newId(), limit: 1000, isIdle: false });
    const [run] = await claimTestRuns(database, agent, 1);
    if (run === undefined) throw new Error('The run was not claimed.');
    await appendInTransaction(database.db, toTestEntry(run));
    await appendInTransaction(
      database.db,
      toTestEntry(run, { firstSeq: 3, then: { type: 'end', summary: testSummary } }),
    );
    const read = (afterSeq: number, limit = 10, workspaceId = agent.workspaceId) =>
      listRunEvents(database.db, { workspaceId, runId: run.runId, afterSeq, limit });
    expect((await read(1)).map((event) => event.seq)).toEqual([2, 3]);
    expect((await read(0, 2)).map((event) => event.seq)).toEqual([1, 2]);
    expect(await read(0, 10, newId())).toEqual([]);
  });

  test('a run of another workspace is not found', async () => {
    const runId = await insertTestRun(database, agent);
    const elsewhere = { workspaceId: newId(), runId, wakes: 0 };
    await expect(loadRun(elsewhere)).rejects.toMatchObject({ code: 'run.not-found' });
  });

  test('no row points into another workspace', async () => {
    const other = await insertTestAgent(database, await database.newWorkspace());
    const mixed = insertTestRun(database, { ...agent, conversationId: other.conversationId });
    await expect(mixed).rejects.toMatchObject({ code: 'database.conflict' });
    const runId = await insertTestRun(database, agent);
    const by = { kind: 'user', id: 'u', name: 'U' } as const;
    const decision = { requestSeq: 1, callId: 'c', decision: 'stop', by, note: null } as const;
    const at = new Date().toISOString();
    const foreign = insertDecision(database.db, { workspaceId: other.workspaceId, runId, ...decision, at });
    await expect(foreign).rejects.toMatchObject({ code: 'database.conflict' });
  });

  test('a tool set is kept once', async () => {
    const toolSet = { workspaceId: agent.workspaceId, digest: 'd', content: '[]' };
    await insertToolSet(database.db, toolSet);
    await insertToolSet(database.db, toolSet);
    const kept = database.db.selectFrom('toolSets').selectAll().where('workspaceId', '=', agent.workspaceId).execute();
    expect(await kept).toEqual([toolSet]);
  });
});
