import { type ClaimedRun, newId } from '@signalbox/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { claimTestRuns, testSummary, toTestEntry, toTestEvent } from '../testing/claim-test-run.ts';
import { insertTestAgent, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { appendInTransaction } from './append-in-transaction.ts';
import { createStepWriter, type StepWriter } from './create-step-writer.ts';
import { insertDecision } from './insert-decision.ts';
import { listRunEvents } from './list-run-events.ts';
import { takeRun } from './take-run.ts';

describe.each(testEngines)('the step writer on %s', (engine) => {
  let database: TestDatabase;
  let writer: StepWriter;
  let agent: TestAgent;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    writer = createStepWriter(database);
    agent = await insertTestAgent(database, await database.newWorkspace());
  });
  afterAll(async () => {
    await writer.close();
    await database.close();
  });
  let run: ClaimedRun;
  beforeEach(async () => {
    // what a test left due would be claimed in place of its own run
    await sql`delete from run_heads`.execute(database.db);
    const [claimed] = await claimTestRuns(database, agent, 1);
    if (claimed === undefined) throw new Error('The run was not claimed.');
    run = claimed;
  });
  const log = ({ workspaceId, runId }: ClaimedRun) =>
    listRunEvents(database.db, { workspaceId, runId, afterSeq: 0, limit: 100 });
  const headOf = async ({ runId }: ClaimedRun) =>
    (
      await sql`select *, lease_expires_at > now() + interval '10 seconds' as is_long,
        wake_at <= now() as is_due from run_heads where run_id = ${runId}`.execute(database.db)
    ).rows[0];
  const rowOf = async ({ runId }: ClaimedRun) =>
    (await sql`select * from runs where id = ${runId}`.execute(database.db)).rows[0];

  test('stores the events of an entry in their order and renews the lease', async () => {
    const shorten = sql`update run_heads set lease_expires_at = now() + interval '1 second' where run_id = ${run.runId}`;
    await shorten.execute(database.db);
    const events = [toTestEvent('a"b\\c,{}\u0000é😀'), toTestEvent('second')];
    expect(await writer.append(toTestEntry(run, { events }))).toBe('stored');
    const stored = await log(run);
    expect(stored.map(({ seq, epoch, type }) => [seq, epoch, type])).toEqual([
      [1, 0, 'user-request'],
      [2, 1, 'agent-thought'],
      [3, 1, 'agent-thought'],
    ]);
    expect(stored[1]).toMatchObject({ at: '2026-01-02T03:04:05.678Z', payload: events[0]?.payload });
    const head = await headOf(run);
    expect(head).toMatchObject({ nextSeq: 4, isLong: true });
  });

  test('keeps the order of entries of one run given at once', async () => {
    const seqs = Array.from({ length: 20 }, (_, index) => index + 2);
    const entries = seqs.map((seq) => toTestEntry(run, { firstSeq: seq, events: [toTestEvent(`${seq}`)] }));
    const answers = await Promise.all(entries.map((entry) => writer.append(entry)));
    expect(new Set(answers)).toEqual(new Set(['stored']));
    expect((await log(run)).map((event) => event.seq)).toEqual([1, ...seqs]);
  });

  test('one bad entry among many harms its own run only', async () => {
    const runs = await claimTestRuns(database, agent, 30);
    const entries = runs.map((other, index) => toTestEntry(other, index === 17 ? { at: 'not a time' } : {}));
    const answers = await Promise.allSettled(entries.map((entry) => writer.append(entry)));
    const wrong = answers.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []));
    expect(wrong).toEqual([17]);
    expect(answers[17]).toMatchObject({ reason: { code: '22007' } });
    const lengths = await Promise.all(runs.map(async (other) => (await log(other)).length));
    expect(lengths).toEqual(runs.map((_, index) => (index === 17 ? 1 : 2)));
  });

  test('an entry without the lease is fenced, whatever else is in its group', async () => {
    const others = await claimTestRuns(database, agent, 2);
    await database.db.transaction().execute((tx) => takeRun(tx, run));
    const answers = [run, ...others].map((each) => writer.append(toTestEntry(each)));
    expect(await Promise.all(answers)).toEqual(['fenced', 'stored', 'stored']);
    expect(await log(run)).toHaveLength(1);
  });

  test('an entry of another workspace or at another place is fenced', async () => {
    const strange = [{ workspaceId: newId() }, { firstSeq: 3 }, { runId: newId() }];
    for (const change of strange) expect(await writer.append(toTestEntry(run, change))).toBe('fenced');
    expect(await log(run)).toHaveLength(1);
  });

  test('an entry sent again after its answer was lost is stored, once', async () => {
    const entry = toTestEntry(run, { events: [toTestEvent(), toTestEvent()] });
    await writer.append(entry);
    expect(await writer.append(entry)).toBe('stored');
    expect(await log(run)).toHaveLength(3);
    const end = toTestEntry(run, { firstSeq: 4, then: { type: 'end', summary: testSummary } });
    expect([await writer.append(end), await writer.append(end)]).toEqual(['stored', 'stored']);
    const sameSeqs = { ...entry, epoch: entry.epoch + 1 };
    expect(await writer.append(sameSeqs)).toBe('fenced');
  });

  test('keeps a large payload apart, and refuses one that is too large or too deep', async () => {
    const events = [toTestEvent('é'.repeat(20_000)), toTestEvent('short')];
    await writer.append(toTestEntry(run, { events }));
    const kept = sql`select payload from run_events where run_id = ${run.runId} and seq = 2`.execute(database.db);
    expect((await kept).rows).toEqual([{ payload: '' }]);
    expect((await log(run)).slice(1).map((event) => event.payload)).toEqual(events.map((event) => event.payload));
    const tooLarge = toTestEntry(run, { firstSeq: 4, events: [toTestEvent('x'.repeat(12 * 1024 * 1024))] });
    await expect(writer.append(tooLarge)).rejects.toMatchObject({ code: 'request.too-large' });
    const deep: unknown = JSON.parse(`${'['.repeat(65)}${']'.repeat(65)}`);
    const tooDeep = { ...toTestEntry(run), events: [{ ...toTestEvent(), payload: deep }] };
    // @ts-expect-error -- such a payload is what a faulty caller would give
    await expect(writer.append(tooDeep)).rejects.toMatchObject({ code: 'request.too-deep' });
  });

  test('progress resets the recoveries, other steps do not', async () => {
    await sql`update run_heads set recoveries = 2 where run_id = ${run.runId}`.execute(database.db);
    await writer.append(toTestEntry(run));
    expect(await headOf(run)).toMatchObject({ recoveries: 2 });
    await writer.append(toTestEntry(run, { firstSeq: 3, then: { type: 'continue', isProgress: true } }));
    expect(await headOf(run)).toMatchObject({ recoveries: 0 });
  });

  test('a run that waits holds no lease until it is woken', async () => {
    await writer.append(toTestEntry(run, { then: { type: 'wait', wakes: run.wakes, waitsFor: 'unknown-outcome' } }));
    expect(await headOf(run)).toMatchObject({ leaseOwner: null, leaseExpiresAt: null, wakeAt: null, nextSeq: 3 });
    expect(await rowOf(run)).toMatchObject({ status: 'waiting', waitsFor: 'unknown-outcome' });
  });

  test('of two questions the run still asks the one that nobody answered', async () => {
    const ask = (callId: string) => ({
      type: 'approval-request' as const,
      payload: {
        callId,
        reason: callId === 'a' ? ('unknown-outcome' as const) : ('approval-required' as const),
        message: '?',
      },
    });
    const then = { type: 'wait', wakes: run.wakes, waitsFor: 'unknown-outcome' } as const;
    await writer.append(toTestEntry(run, { events: [ask('a'), ask('b')], then }));
    const by = { kind: 'user', id: 'u', name: 'U' } as const;
    const { workspaceId, runId } = run;
    const answer = { workspaceId, runId, decision: 'run', by, note: null, at: new Date().toISOString() } as const;
    const decide = (callId: string, requestSeq: number) =>
      database.db.transaction().execute((tx) => insertDecision(tx, { ...answer, callId, requestSeq }));
    await decide('a', 2);
    expect(await rowOf(run)).toMatchObject({ status: 'queued', waitsFor: 'approval-required' });
    await decide('b', 3);
    expect(await rowOf(run)).toMatchObject({ status: 'queued', waitsFor: null });
  });

  test('a run woken while it was on its way to wait is queued at once', async () => {
    const by = { kind: 'user', id: 'u', name: 'U' } as const;
    const decision = { requestSeq: 1, callId: 'c', decision: 'run', by, note: null } as const;
    const at = new Date().toISOString();
    const { workspaceId, runId } = run;
    const decide = () =>
      database.db.transaction().execute((tx) => insertDecision(tx, { workspaceId, runId, ...decision, at }));
    expect([await decide(), await decide()]).toEqual([true, false]);
    await writer.append(toTestEntry(run, { then: { type: 'wait', wakes: run.wakes, waitsFor: 'unknown-outcome' } }));
    expect(await headOf(run)).toMatchObject({ leaseOwner: null, isDue: true, wakes: 1 });
    expect(await rowOf(run)).toMatchObject({ status: 'queued', waitsFor: null });
  });

  test('the end writes the summary and removes the head', async () => {
    await writer.append(toTestEntry(run, { then: { type: 'end', summary: testSummary } }));
    expect(await headOf(run)).toBeUndefined();
    const { startedAt, endedAt, toolCalls: _toolCalls, models, ...same } = testSummary;
    expect(await rowOf(run)).toMatchObject({
      ...same,
      errorMessage: 'It broke\uFFFD.',
      startedAt: new Date(startedAt ?? ''),
      endedAt: new Date(endedAt),
      finishSeq: expect.any(Number),
    });
    const rows = database.db.selectFrom('runModels').selectAll().where('workspaceId', '=', run.workspaceId);
    const expected = models.map(({ usage, ...model }) => ({ ...model, ...usage, runId: run.runId }));
    expect(await rows.where('runId', '=', run.runId).execute()).toMatchObject(expected);
  });

  test('the end writes a row for each tool call, at the time of its intent, and asks nothing any more', async () => {
    const then = { type: 'wait', wakes: run.wakes, waitsFor: 'unknown-outcome' } as const;
    await writer.append(toTestEntry(run, { events: [toTestEvent(), toTestEvent()], then }));
    const toolCalls = [
      { seq: 2, tool: 'clock', outcome: 'ok', durationMs: 12.5 },
      { seq: 3, tool: 'no\0thing', outcome: 'error', durationMs: 0 },
    ] as const;
    const end = { type: 'end', summary: { ...testSummary, toolCalls } } as const;
    const entry = toTestEntry(run, { firstSeq: 4, at: '2026-01-02T04:00:00.000Z', then: end });
    const stored = database.db.transaction().execute((tx) => appendInTransaction(tx, entry));
    expect(await stored).toBe('stored');
    expect(await log(run)).toHaveLength(4);
    const { rows } = await sql`select * from tool_calls where run_id = ${run.runId} order by seq`.execute(database.db);
    const { workspaceId, runId } = run;
    const same = { workspaceId, runId, agentId: agent.agentId, at: new Date('2026-01-02T03:04:05.678Z') };
    expect(rows).toEqual([
      { ...same, ...toolCalls[0] },
      { ...same, ...toolCalls[1], tool: 'no\uFFFDthing' },
    ]);
    expect(await rowOf(run)).toMatchObject({ waitsFor: null });
  });

  test('runs of all lanes go on side by side', async () => {
    const runs = await claimTestRuns(database, agent, 40);
    const appendAll = async (each: ClaimedRun): Promise<void> => {
      for (let seq = 2; seq < 12; seq += 1) {
        expect(await writer.append(toTestEntry(each, { firstSeq: seq }))).toBe('stored');
      }
    };
    await Promise.all(runs.map(appendAll));
    const total = await sql`select count(*) as total from run_events
      where run_id = any(${runs.map(({ runId }) => runId)})`.execute(database.db);
    expect(total.rows).toEqual([{ total: 40 * 11 }]);
  });

  test('a closed writer finishes what it has and takes no more', async () => {
    const own = createStepWriter(database);
    const last = own.append(toTestEntry(run));
    await own.close();
    expect(await last).toBe('stored');
    await expect(own.append(toTestEntry(run))).rejects.toMatchObject({ code: 'server.stopping' });
  });
});

describe.each(testEngines.filter((engine) => engine === 'postgres'))('a step writer whose %s goes away', (engine) => {
  test('sends again over another connection', async () => {
    const database = await openTestDatabase({ engine });
    const agent = await insertTestAgent(database, await database.newWorkspace());
    const runs = await claimTestRuns(database, agent, 20);
    const writer = createStepWriter(database);
    const other = await openTestDatabase({ engine });
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.authDb);
    const appendAll = async (each: ClaimedRun): Promise<void> => {
      for (let seq = 2; seq < 22; seq += 1) {
        expect(await writer.append(toTestEntry(each, { firstSeq: seq }))).toBe('stored');
        if (seq % 5 === 0 && each === runs[0]) {
          await sql`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = ${rows[0]?.name}`.execute(other.authDb);
        }
      }
    };
    await Promise.all(runs.map(appendAll));
    const counts = await sql`select count(*) as total from run_events group by run_id`.execute(database.db);
    expect(counts.rows).toEqual(runs.map(() => ({ total: 21 })));
    await writer.close();
    await Promise.all([database.close(), other.close()]);
  }, 20_000);
});
