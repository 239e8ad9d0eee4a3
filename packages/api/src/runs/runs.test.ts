import { newId, reduceRun, RunEvent, type RunEventDraft, toCallId } from '@signalbox/contracts';
import { claimRuns } from '@signalbox/database';
import { testEngines } from '@signalbox/database/testing';
import { revokedTopic, runnableTopic } from '@signalbox/events';
import { isTrackedEnvelope } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

const modelCall: RunEventDraft = {
  type: 'model-call-start',
  payload: {
    attempt: 1,
    provider: 'demo',
    model: 'demo',
    parameters: {},
    toolSetDigest: null,
    messages: 1,
    omittedMessages: 0,
    estimatedInputTokens: 7,
    estimatedCostNanoUsd: 3,
  },
};

const toCall = (callId: string, effect: 'read' | 'write'): RunEventDraft => ({
  type: 'tool-call',
  payload: { callId, providerCallId: null, attempt: 1, tool: 't', arguments: {}, effect, idempotencyKey: callId },
});

const toStart = (callId: string): RunEventDraft => ({ type: 'tool-start', payload: { callId, execution: 1 } });

const thoughts = (count: number): RunEventDraft[] =>
  Array.from({ length: count }, () => ({
    type: 'agent-thought',
    payload: { attempt: 1, blocks: [{ type: 'text', text: 'Hm.' }] },
  }));

const countTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe.each(testEngines)('runs on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  const start = async (message = 'Hello'): Promise<string> => (await api.caller.runs.start({ message })).runId;

  /** A run whose call waits for a person. */
  const startWaiting = async () => {
    const runId = await start();
    const callId = toCallId(runId, 2);
    const request = { callId, reason: 'unknown-outcome' as const, message: 'Did it happen?' };
    const asked: RunEventDraft = { type: 'approval-request', payload: request };
    await api.append(runId, [toCall(callId, 'write'), toStart(callId), asked], 'waiting');
    return { runId, callId };
  };

  describe('startRun', () => {
    test('a run is queued with its request as the first event, audited, and announced to the workers', async () => {
      const announced: string[] = [];
      const stop = api.services.events.subscribe(runnableTopic, (runId) => announced.push(runId));
      const { runId, conversationId } = await api.caller.runs.start({ message: '  What\0is 5 + 10?  ' });
      stop();
      const run = await api.caller.runs.get({ runId });
      expect(run).toMatchObject({ status: 'queued', conversationId, previousRunId: null, source: 'playground' });
      expect(run.events).toMatchObject([
        { seq: 1, type: 'user-request', payload: { text: 'What\uFFFDis 5 + 10?', by: api.principal.actor } },
      ]);
      expect(announced).toEqual([runId]);
      const entries = (await api.listAudit()).filter(({ target }) => target === runId);
      expect(entries).toMatchObject([{ action: 'runs.start', actor: JSON.stringify(api.principal.actor) }]);
    });

    test('parameters are held against what the model takes, kept with the request, and kept by a retry', async () => {
      const { runs } = api.caller;
      const wrong = {
        message: 'Hi',
        model: 'warm/x',
        parameters: { heat: 10, cold: 1, mode: { kind: 'slow', pace: 1 } },
      };
      const { code, issues } = await failureOf(runs.start(wrong));
      expect(code).toBe('request.invalid');
      expect(issues).toEqual([
        { path: 'parameters.heat', message: expect.stringContaining('<=9') },
        { path: 'parameters.mode.pace', message: 'is not taken by warm, which takes kind, steps' },
        { path: 'parameters.cold', message: 'is not taken by warm, which takes heat, mode' },
      ]);
      expect(await codeOf(runs.start({ message: 'Hi', parameters: { heat: 1 } }))).toBe('request.invalid');
      const parameters = { heat: 9 };
      const { runId } = await runs.start({ message: 'Hi', model: 'warm/x', parameters });
      await api.fail(runId);
      const again = await runs.retry({ runId });
      for (const id of [runId, again.runId]) {
        expect((await runs.get({ runId: id })).events[0]).toMatchObject({ payload: { text: 'Hi', parameters } });
      }
      const long = { heat: 1, pad: 'x'.repeat(33_000) };
      expect((await failureOf(runs.start({ ...wrong, parameters: long }))).message).toContain('at most 32768');
    });

    test.each([
      ['api-key', 'api'],
      ['local', 'cli'],
    ] as const)('a run that an actor of kind %s starts has the source %s', async (kind, source) => {
      const actor = { ...api.principal.actor, kind };
      const { runId } = await api.callAs({ ...api.principal, actor }).runs.start({ message: 'Hi' });
      expect(await api.caller.runs.get({ runId })).toMatchObject({ source });
    });

    test('a conversation goes on after its newest run, or branches after the one that is named', async () => {
      const first = await api.caller.runs.start({ message: 'one' });
      const { conversationId } = first;
      const second = await api.caller.runs.start({ message: 'two', conversationId });
      const third = await api.caller.runs.start({ message: 'three', conversationId });
      const branch = await api.caller.runs.start({ message: 'two again', previousRunId: first.runId });
      const previousOf = async ({ runId }: { runId: string }) => (await api.caller.runs.get({ runId })).previousRunId;
      expect(await previousOf(second)).toBe(first.runId);
      expect(await previousOf(third)).toBe(second.runId);
      expect(await previousOf(branch)).toBe(first.runId);
      expect(branch.conversationId).toBe(conversationId);
    });

    test('a model is taken as provider/model, or as one of the default provider', async () => {
      const { db } = api.services.database;
      const modelOf = async (model: string) => {
        const { runId } = await api.caller.runs.start({ message: 'Hi', model });
        const { workspaceId } = api.principal;
        const query = db.selectFrom('runs').select('modelOverride').where('workspaceId', '=', workspaceId);
        return (await query.where('id', '=', runId).executeTakeFirstOrThrow()).modelOverride;
      };
      expect(await modelOf('demo/a/b')).toBe('demo/a/b');
      expect(await modelOf('Some Model 4.5')).toBe('demo/Some Model 4.5');
      expect(await codeOf(api.caller.runs.start({ message: 'Hi', model: 'nobody/x' }))).toBe('model.not-found');
      expect(await codeOf(api.caller.runs.start({ message: 'Hi', model: 'demo/' }))).toBe('model.not-found');
      expect(await codeOf(api.caller.runs.start({ message: 'Hi', model: 'demo/\0' }))).toBe('request.invalid');
    });

    test('what does not belong together is refused, and nothing is stored', async () => {
      const [one, other] = [
        await api.caller.runs.start({ message: 'a' }),
        await api.caller.runs.start({ message: 'b' }),
      ];
      const { length } = await api.listAudit();
      const mixed = { message: 'c', conversationId: one.conversationId, previousRunId: other.runId };
      expect((await failureOf(api.caller.runs.start(mixed))).issues).toMatchObject([{ path: 'previousRunId' }]);
      const unknown = newId();
      const failures = [
        codeOf(api.caller.runs.start({ message: 'c', conversationId: unknown })),
        codeOf(api.caller.runs.start({ message: 'c', previousRunId: unknown })),
        codeOf(api.caller.runs.start({ message: 'c', agent: 'nobody' })),
        codeOf(api.caller.runs.start({ message: '   ' })),
      ];
      const codes = ['conversation.not-found', 'run.not-found', 'agent.not-found', 'request.invalid'];
      expect(await Promise.all(failures)).toEqual(codes);
      expect((await api.listAudit()).length).toBe(length);
    });

    test('every wrong field is named, unknown ones too', async () => {
      const input = { message: '', agent: 'NO', surprise: 1, ['__proto__']: { admin: true } };
      const { issues } = await failureOf(api.caller.runs.start(input));
      expect(issues.map(({ path }) => path).toSorted()).toEqual(['__proto__', 'agent', 'message', 'surprise']);
    });
  });

  test('listRuns: newest first, in pages by cursor or offset, filtered', async () => {
    const own = await openTestApi({ engine });
    const ids: string[] = [];
    for (const message of ['100% sure', 'a_b', 'plain']) ids.unshift((await own.caller.runs.start({ message })).runId);
    await own.end(ids[0] ?? '');
    const list = async (input: Parameters<typeof own.caller.runs.list>[0]) =>
      (await own.caller.runs.list(input)).items.map(({ id }) => ids.indexOf(id));
    const page = await own.caller.runs.list({ limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await own.caller.runs.list({ limit: 2, cursor: page.nextCursor ?? '' })).toMatchObject({
      items: [{ id: ids[2] }],
      nextCursor: null,
    });
    expect(await list({ offset: 1 })).toEqual([1, 2]);
    expect(await list({ statuses: ['completed'] })).toEqual([0]);
    expect(await list({ statuses: ['completed', 'queued'] })).toEqual([0, 1, 2]);
    expect(await list({ search: '100' })).toEqual([2]);
    expect(await list({ search: 'A_B' })).toEqual([1]);
    expect(await list({ search: 'result' })).toEqual([0]);
    expect(await list({ source: 'playground', newerThan: ids[2] ?? '' })).toEqual([0, 1]);
    expect(await list({ ids: [ids[1] ?? '', newId()] })).toEqual([1]);
    expect(await list({ search: "' OR 1=1 --" })).toEqual([]);
    expect(await list({ agent: 'assistant' })).toEqual([0, 1, 2]);
    expect(await list({ agent: newId() })).toEqual([]);
    for (const input of [{ cursor: 'AAAA' }, { search: '\0' }, { offset: 1e9 }, { limit: 101 }]) {
      expect(await codeOf(own.caller.runs.list(input))).toBe('request.invalid');
    }
    const [from, until] = ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'];
    expect((await failureOf(own.caller.runs.list({ from, until }))).issues).toMatchObject([{ path: 'until' }]);
    const { issues } = await failureOf(own.caller.runs.list({ cursor: 'AAAA', from: 'soon', ids: ['x'] }));
    expect(issues.map(({ path }) => path).toSorted()).toEqual(['cursor', 'from', 'ids.0']);
    expect((await own.foreign.runs.list({})).items).toEqual([]);
    await own.close();
  }, 30_000);

  test('getRun: the log is whole, however many pages it is read in', async () => {
    const runId = await start();
    for (const length of [4999, 5000, 5001, 20_001]) {
      const { events } = await api.caller.runs.get({ runId });
      await api.append(runId, thoughts(length - events.length));
      expect((await api.caller.runs.get({ runId })).events.map(({ seq }) => seq)).toEqual(countTo(length));
    }
  }, 30_000);

  describe('watchRun', () => {
    /** The seqs of a stream, each of which must also be its event's id; `onSeq` is told of each. */
    const collect = async (stream: Promise<AsyncIterable<unknown>>, onSeq?: () => void) => {
      const seqs: number[] = [];
      for await (const item of await stream) {
        if (!isTrackedEnvelope(item)) throw new Error('the event has no id');
        const [id, event] = item;
        expect(String(RunEvent.parse(event).seq)).toBe(id);
        seqs.push(Number(id));
        onSeq?.();
      }
      return seqs;
    };
    const watch = (runId: string, lastEventId?: string) =>
      collect(api.caller.runs.watch({ runId, ...(lastEventId !== undefined && { lastEventId }) }));

    test('viewers who join before, meanwhile and after get each event once and in order', async () => {
      const runId = await start();
      const before = watch(runId);
      await api.append(runId, thoughts(700));
      const meanwhile = watch(runId, '3');
      for (let round = 0; round < 20; round += 1) await api.append(runId, thoughts(3));
      const late = watch(runId, '700');
      await api.end(runId);
      const last = 1 + 700 + 20 * 3 + 2;
      expect(await before).toEqual(countTo(last));
      expect(await meanwhile).toEqual(countTo(last, 4));
      expect(await late).toEqual(countTo(last, 701));
      expect(await watch(runId, String(last - 1))).toEqual([last]);
      expect(await watch(runId, String(last))).toEqual([]);
    });

    test('a viewer with a seq that the log never had gets all of it', async () => {
      const runId = await start();
      await api.end(runId);
      expect(await watch(runId, '999999999')).toEqual([1, 2, 3]);
    });

    test('leaving ends the stream and not the run; the events seen by then are the log’s', async () => {
      const runId = await start();
      const leaving = new AbortController();
      const stream = api.callAs(api.principal, leaving.signal).runs.watch({ runId });
      expect(await collect(stream, () => leaving.abort())).toEqual([1]);
      expect(await api.caller.runs.get({ runId })).toMatchObject({ status: 'queued' });
    });

    test('the server’s stop ends the stream', async () => {
      const own = await openTestApi({ engine });
      const { runId } = await own.caller.runs.start({ message: 'Hi' });
      expect(await collect(own.caller.runs.watch({ runId }), () => own.stopping.abort())).toEqual([1]);
      await own.close();
    }, 30_000);
  });

  describe('cancelRun', () => {
    test('what is open is closed: a write that began is unknown, the rest cancelled, the model call is booked', async () => {
      const runId = await start();
      const [began, waiting] = [toCallId(runId, 2), toCallId(runId, 3)];
      await api.append(runId, [toCall(began, 'write'), toCall(waiting, 'write'), toStart(began), modelCall]);
      const revoked: string[] = [];
      const stop = api.services.events.subscribe(revokedTopic, (id) => revoked.push(id));
      const run = await api.caller.runs.cancel({ runId });
      stop();
      expect(run).toMatchObject({ status: 'cancelled', inputTokens: 7, costNanoUsd: 3, error: null });
      const { events } = await api.caller.runs.get({ runId });
      const { calls, end } = reduceRun(events);
      expect(calls.get(began)?.result?.outcome).toBe('unknown');
      expect(calls.get(waiting)?.result?.outcome).toBe('cancelled');
      expect(end).toMatchObject({ status: 'cancelled', by: api.principal.actor });
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(revoked).toEqual([runId]);
      expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'runs.cancel', target: runId });
      expect(await codeOf(api.caller.runs.cancel({ runId }))).toBe('run.ended');
    });

    test('of several who cancel at once one ends the run', async () => {
      const runId = await start();
      const answers = await Promise.allSettled([1, 2, 3].map(() => api.caller.runs.cancel({ runId })));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { events } = await api.caller.runs.get({ runId });
      expect(events.map(({ type }) => type)).toEqual(['user-request', 'run-end']);
    });
  });

  describe('decideRun', () => {
    test('the first decision counts and wakes the run', async () => {
      const { runId, callId } = await startWaiting();
      const decide = (decision: 'happened' | 'run') =>
        api.caller.runs.decide({ runId, callId, decision, note: 'I looked.\0' });
      const answers = await Promise.allSettled([decide('happened'), decide('run'), decide('run')]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await codeOf(decide('run'))).toBe('run.not-waiting');
      const claimed = await claimRuns(api.services.database.db, { workerId: newId(), limit: 100, isIdle: true });
      expect(claimed.map((run) => run.runId)).toContain(runId);
      const audited = (await api.listAudit()).filter(({ target }) => target === runId);
      expect(audited.map(({ action }) => action)).toEqual(['runs.start', 'runs.decide']);
    });

    test('a call that does not wait, or a run that has ended, takes no decision', async () => {
      const { runId, callId } = await startWaiting();
      const decide = (id: string) => codeOf(api.caller.runs.decide({ runId, callId: id, decision: 'stop' }));
      expect(await decide(toCallId(runId, 99))).toBe('run.not-waiting');
      await api.caller.runs.cancel({ runId });
      expect(await decide(callId)).toBe('run.not-waiting');
    });
  });

  test('retryRun: an ended run’s request again, in the same place of the conversation', async () => {
    const first = await api.caller.runs.start({ message: 'one' });
    const second = await api.caller.runs.start({ message: 'x'.repeat(400), conversationId: first.conversationId });
    expect(await codeOf(api.caller.runs.retry({ runId: second.runId }))).toBe('run.not-ended');
    await api.fail(second.runId);
    const again = await api.caller.runs.retry({ runId: second.runId });
    expect(again.conversationId).toBe(first.conversationId);
    const run = await api.caller.runs.get({ runId: again.runId });
    expect(run).toMatchObject({ source: 'retry', previousRunId: first.runId, status: 'queued' });
    expect(run.events).toMatchObject([{ payload: { text: 'x'.repeat(400) } }]);
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'runs.retry', target: again.runId });
  });

  test('deleteRun: an ended run goes with everything that it had', async () => {
    const { runId, callId } = await startWaiting();
    await api.caller.runs.decide({ runId, callId, decision: 'stop' });
    expect(await codeOf(api.caller.runs.delete({ runId }))).toBe('run.not-ended');
    await api.fail(runId);
    expect(await api.caller.runs.delete({ runId })).toEqual({ runId });
    expect(await codeOf(api.caller.runs.get({ runId }))).toBe('run.not-found');
    expect(await codeOf(api.caller.runs.delete({ runId }))).toBe('run.not-found');
    const { workspaceId } = api.principal;
    for (const table of ['runEvents', 'runPayloads', 'runDecisions'] as const) {
      const rows = api.services.database.db.selectFrom(table).select('runId').where('workspaceId', '=', workspaceId);
      expect(await rows.where('runId', '=', runId).execute()).toEqual([]);
    }
    expect((await api.listAudit()).at(-1)).toMatchObject({ action: 'runs.delete', target: runId });
  });

  test('without its permission each is refused; in another workspace the run is unknown', async () => {
    const { runId, callId } = await startWaiting();
    const calls = (caller: TestApi['caller']): (() => Promise<unknown>)[] => [
      () => caller.runs.get({ runId }),
      () => caller.runs.watch({ runId }),
      () => caller.runs.cancel({ runId }),
      () => caller.runs.decide({ runId, callId, decision: 'run' }),
      () => caller.runs.retry({ runId }),
      () => caller.runs.delete({ runId }),
      () => caller.runs.start({ message: 'Hi', previousRunId: runId }),
    ];
    const none = api.callAs({ ...api.principal, permissions: new Set() });
    for (const call of [...calls(none), () => none.runs.list({})]) expect(await codeOf(call())).toBe('auth.forbidden');
    for (const call of calls(api.foreign)) expect(await codeOf(call())).toBe('run.not-found');
    for (const call of calls(api.callAs(null))) expect(await codeOf(call())).toBe('auth.required');
    expect(await api.caller.runs.get({ runId })).toMatchObject({ events: { length: 4 } });
  });
});
