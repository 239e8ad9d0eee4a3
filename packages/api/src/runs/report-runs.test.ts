import { type ReportedRun, reduceRun, type RunDetail, toRunSteps } from '@signalbox/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

let api: TestApi;
beforeAll(async () => void (api = await openTestApi()), 60_000);
afterAll(() => api.close());

const createdAt = '2026-11-01T10:00:00Z';
let ids = 0;
type Row = z.input<typeof ReportedRun>;

/** The run as it is read after it was reported. */
const report = async (row: Partial<Row>): Promise<RunDetail> => {
  const id = `run-${(ids += 1)}`;
  const answer = await api.caller.runs.report({
    agent: 'mailer',
    version: '1.0',
    runs: [{ id, createdAt, status: 'completed', durationMs: 2000, ...row }],
  });
  expect(answer).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
  const { items } = await api.caller.runs.list({ agent: 'mailer', limit: 100 });
  const runId = items.find(({ externalId }) => externalId === id)?.id ?? '';
  return api.caller.runs.get({ runId });
};
const listModels = (runId: string) =>
  api.services.database.db
    .selectFrom('runModels')
    .select(['model', 'calls', 'inputFresh', 'inputCacheRead', 'outputText', 'costNanoUsd', 'unpricedCalls'])
    .where('workspaceId', '=', api.principal.workspaceId)
    .where('runId', '=', runId)
    .orderBy('model')
    .execute();
const demo = { name: 'demo/demo', inputTokens: 100, outputTokens: 10 };
const odd = { name: 'odd', inputTokens: 50 };

test('without a cost of its sender, our prices count, and what has none is unpriced', async () => {
  const run = await report({ models: [demo, odd] });
  expect(run).toMatchObject({ costNanoUsd: 110, computedCostNanoUsd: null, unpricedCalls: 1, inputTokens: 150 });
  expect(await listModels(run.id)).toMatchObject([
    { model: 'demo/demo', calls: 1, inputFresh: 100, outputText: 10, costNanoUsd: 110, unpricedCalls: 0 },
    { model: 'odd', inputFresh: 50, costNanoUsd: 0, unpricedCalls: 1 },
  ]);
});

test('a cost of its sender wins, and ours is told beside it', async () => {
  const run = await report({ cost: 0.5, models: [demo] });
  expect(run).toMatchObject({ costNanoUsd: 500_000_000, computedCostNanoUsd: 110, unpricedCalls: 0 });
  expect(await listModels(run.id)).toMatchObject([{ model: 'demo/demo', costNanoUsd: 500_000_000 }]);
  const parts = await report({ cost: 0.5, models: [{ ...demo, cost: 0.1 }, odd, { ...odd, name: 'other' }] });
  expect(parts).toMatchObject({ costNanoUsd: 500_000_000, computedCostNanoUsd: null, unpricedCalls: 0 });
  const costs = (await listModels(parts.id)).map(({ model, costNanoUsd }) => [model, costNanoUsd]);
  expect(Object.fromEntries(costs)).toEqual({ '': 4e8, 'demo/demo': 1e8, odd: 0, other: 0 });
});

test('what is told of the run belongs to its only model, else to none', async () => {
  const one = await report({ inputTokens: 7, outputTokens: 3, models: ['demo/demo'] });
  expect(one).toMatchObject({ costNanoUsd: 10, inputTokens: 7, outputTokens: 3 });
  const two = await report({ inputTokens: 7, cost: 0.1, models: ['a', 'b'] });
  expect((await listModels(two.id)).map(({ model, calls, inputFresh }) => [model, calls, inputFresh])).toEqual([
    ['', 0, 7],
    ['a', 1, 0],
    ['b', 1, 0],
  ]);
  const none = await report({ inputTokens: 7 });
  expect(none).toMatchObject({ costNanoUsd: 0, unpricedCalls: 1 });
  expect(await listModels((await report({})).id)).toEqual([]);
});

test('cached tokens are counted once, whether its sender counts them as input or beside it', async () => {
  const cached = { name: 'demo/demo', cacheReadTokens: 30 };
  const within = await report({ models: [{ ...cached, inputTokens: 100 }] });
  expect([within.inputTokens, within.costNanoUsd]).toEqual([100, 100]);
  const beside = await report({ models: [{ ...cached, inputTokens: 5 }] });
  expect([beside.inputTokens, (await listModels(beside.id))[0]]).toMatchObject([
    35,
    { inputFresh: 5, inputCacheRead: 30 },
  ]);
});

test('steps become a log that reads like any other', async () => {
  const run = await report({
    input: 'Add 5 and 10.\0',
    output: 'It is 15.',
    tools: ['add', 'search'],
    initiator: 'ada',
    steps: [
      { type: 'agent-thought', text: 'A sum.' },
      {
        type: 'tool-call',
        tool: 'add',
        callId: 'c1',
        arguments: { x: 5, 'y\0': '\ud800' },
        at: '2026-11-01T10:00:01Z',
      },
      { type: 'tool-call', tool: 'add', arguments: { x: 1 } },
      { type: 'tool-result', callId: 'c1', text: '15', at: '2026-11-01T10:00:01.250Z' },
      { type: 'tool-result', tool: 'add', outcome: 'timeout', durationMs: 30 },
      { type: 'tool-result', tool: 'lost', text: '?' },
      { type: 'agent-thought', text: 'Done.' },
    ],
  });
  expect(run.events.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
    '1 user-request',
    '2 agent-thought',
    '3 tool-call',
    '4 tool-call',
    '5 tool-result',
    '6 tool-result',
    '7 tool-call',
    '8 tool-result',
    '9 agent-thought',
    '10 agent-response',
    '11 run-end',
  ]);
  const state = reduceRun(run.events);
  expect(state).toMatchObject({ status: 'completed', request: 'Add 5 and 10.\ufffd', end: { status: 'completed' } });
  expect(
    [...state.calls.values()].map(({ intent, result }) => [intent.tool, result?.outcome, result?.durationMs]),
  ).toEqual([
    ['add', 'ok', 250],
    ['add', 'timeout', 30],
    ['lost', 'ok', null],
  ]);
  expect(toRunSteps(run.events).at(-1)).toMatchObject({ type: 'agent-response', text: 'It is 15.' });
  expect(JSON.stringify(run.events[2])).toContain('{"x":5,"y\ufffd":"\ufffd"}');
  expect(run).toMatchObject({ inputPreview: 'Add 5 and 10.\ufffd', outputPreview: 'It is 15.', initiator: 'ada' });
  const calls = await api.services.database.db
    .selectFrom('toolCalls')
    .select(['seq', 'tool', 'outcome', 'durationMs'])
    .where('workspaceId', '=', api.principal.workspaceId)
    .where('runId', '=', run.id)
    .orderBy('seq')
    .execute();
  expect(calls.map(({ seq, tool, outcome }) => [seq, tool, outcome])).toEqual([
    [3, 'add', 'ok'],
    [4, 'add', 'timeout'],
    [7, 'lost', 'ok'],
    [15, 'search', null],
  ]);
});

test('a run that goes on is brought up to date, and one without a log has none', async () => {
  const place = { agent: 'mailer', version: '1.0' };
  const open = { id: 'long', createdAt, status: 'running', input: 'Go.' };
  expect(await api.caller.runs.report({ ...place, runs: [open] })).toMatchObject({ accepted: 1 });
  const { items: running } = await api.caller.runs.list({ statuses: ['running'] });
  expect(running).toMatchObject([{ externalId: 'long', inputPreview: 'Go.', endedAt: null }]);
  const ended = { id: 'long', createdAt, status: 'failed', error: { code: 'odd', message: 'It broke.' }, tools: ['a'] };
  expect(await api.caller.runs.report({ ...place, runs: [ended] })).toMatchObject({ accepted: 1 });
  expect(await api.caller.runs.report({ ...place, runs: [ended] })).toMatchObject({ accepted: 0, duplicates: 1 });
  const { items } = await api.caller.runs.list({ errorCode: 'odd' });
  expect(items).toMatchObject([
    { id: running[0]?.id, status: 'failed', durationMs: null, error: { message: 'It broke.' } },
  ]);
  expect((await api.caller.runs.get({ runId: items[0]?.id ?? '' })).events).toEqual([]);
});

test('rows are judged one by one, reports as a whole', async () => {
  const place = { agent: 'mailer', version: '1.0' };
  const good = { createdAt, status: 'completed' };
  const { rejected, accepted } = await api.caller.runs.report({
    ...place,
    runs: [good, null, { ...good, id: 1.5 }, good],
  });
  expect([accepted, rejected.map(({ index, issues }) => [index, issues[0]?.path])]).toEqual([
    2,
    [
      [1, ''],
      [2, 'id'],
    ],
  ]);
  const refused = api.caller.runs.report({ ...place, version: '', runs: [] });
  expect(await codeOf(refused)).toBe('request.invalid');
  expect(await codeOf(api.caller.runs.report({ ...place, runs: Array.from({ length: 1001 }, () => good) }))).toBe(
    'request.invalid',
  );
  expect(await codeOf(api.caller.runs.report({ ...place, agent: 'assistant', runs: [good] }))).toBe(
    'agent.not-external',
  );
});

test('of more than there is room for, the rest is refused whole', async () => {
  const rows = Array.from({ length: 1000 }, () => ({ createdAt, status: 'completed' as const }));
  const reports = Array.from({ length: 12 }, () =>
    api.caller.runs.report({ agent: 'crowd', version: '1.0', runs: rows }).then(
      ({ accepted }) => accepted,
      (error: unknown) => codeOf(Promise.reject(error)),
    ),
  );
  const answers = await Promise.all(reports);
  const taken = answers.filter((answer) => answer === 1000).length;
  expect(answers.filter((answer) => answer === 'report.behind')).toHaveLength(12 - taken);
  expect([taken > 0, taken < 12]).toEqual([true, true]);
  const { db } = api.services.database;
  const stored = await db
    .selectFrom('runs')
    .innerJoin('agents', 'agents.id', 'runs.agentId')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('runs.workspaceId', '=', api.principal.workspaceId)
    .where('agents.workspaceId', '=', api.principal.workspaceId)
    .where('slug', '=', 'crowd')
    .executeTakeFirstOrThrow();
  expect(stored.total).toBe(taken * 1000);
  expect(await api.caller.runs.report({ agent: 'crowd', version: '1.0', runs: rows })).toMatchObject({
    accepted: 1000,
  });
}, 60_000);
