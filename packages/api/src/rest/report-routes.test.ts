import { gzipSync } from 'node:zlib';

import type { ErrorBody, ReportedRuns } from '@signalbox/contracts';
import { toWorkspaceTopic } from '@signalbox/events';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import type { Principal } from '../services.ts';
import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { createErrorHandler } from './answer-error.ts';
import { registerRestRoutes } from './register-rest-routes.ts';

let api: TestApi;
let server: FastifyInstance;
let principal: Principal;
const logged: unknown[] = [];

beforeAll(async () => {
  api = await openTestApi();
  ({ principal } = api);
  server = fastify({ bodyLimit: 1024 * 1024 });
  server.setErrorHandler(createErrorHandler((message, details) => logged.push([message, details])));
  registerRestRoutes(server, { createContext: async () => api.toContext(principal) });
  await server.ready();
}, 60_000);
afterAll(async () => {
  await server.close();
  await api.close();
});

const row = {
  created: '2023-08-01T12:00:00Z',
  status: 'completed',
  time_taken: '5m30s',
  initiator: 'user123',
  tools: ['tool1', 'tool2'],
  cost: 0.1,
  models: ['model1', 'model2'],
  id: 123,
  task_id: 12,
};

const json = { 'content-type': 'application/json' };
let versions = 0;
/** Where nothing was reported yet. */
const newPath = (): string => `/api/v1/agents/mailer/versions/v-${(versions += 1)}/runs`;
const send = (url: string, payload: object | string | Buffer, headers: Record<string, string> = json) =>
  server.inject({ method: 'POST', url, payload, headers });
const report = async (payload: object | string, headers?: Record<string, string>) => {
  const answer = await send(newPath(), payload, headers);
  return { status: answer.statusCode, ...answer.json<ReportedRuns>() };
};
const pathsOf = ({ rejected }: ReportedRuns): string[][] =>
  rejected.map(({ issues }) => issues.map(({ path }) => path));
const listRuns = async (url: string) => {
  const { items } = (await server.inject({ url })).json<{ items: Record<string, unknown>[] }>();
  return items;
};

describe('the body', () => {
  const lines = [
    { ...row, id: 1 },
    { ...row, id: 2 },
  ]
    .map((each) => JSON.stringify(each))
    .join('\n');
  const ndjson = { 'content-type': 'application/x-ndjson' };

  test.each<[string, object | string, Record<string, string>, number]>([
    ['one run', row, json, 1],
    ['a list', [row, { ...row, id: 124 }], json, 2],
    ['a list under a name', { runs: [row, { ...row, id: 124 }] }, json, 2],
    ['lines', `${lines}\n`, ndjson, 2],
    ['nothing', { runs: [] }, json, 0],
  ])('is %s, as it is and in gzip', async (...[, payload, headers, count]) => {
    const url = newPath();
    const first = await send(url, payload, headers);
    expect([first.statusCode, first.json()]).toEqual([200, { accepted: count, duplicates: 0, rejected: [] }]);
    const packed = gzipSync(typeof payload === 'string' ? payload : JSON.stringify(payload));
    const again = await send(url, packed, { ...headers, 'content-encoding': 'gzip' });
    expect([again.statusCode, again.json()]).toEqual([200, { accepted: 0, duplicates: count, rejected: [] }]);
  });

  test.each<[string, () => string | Buffer, Record<string, string>, number]>([
    ['text of another type', () => 'x', { 'content-type': 'text/plain' }, 415],
    ['another encoding', () => 'x', { ...json, 'content-encoding': 'br' }, 415],
    ['what is no gzip', () => 'x', { ...json, 'content-encoding': 'gzip' }, 400],
    [
      'what inflates to more than 16 MiB',
      () => gzipSync(Buffer.alloc(64e6, 32)),
      { ...json, 'content-encoding': 'gzip' },
      413,
    ],
    ['more than 16 MiB', () => Buffer.alloc(17 * 1024 * 1024, 32), json, 413],
    ['more than 1,000 runs', () => JSON.stringify(Array.from({ length: 1001 }, () => row)), json, 413],
    ['what is no JSON', () => '{"cost":NaN}', json, 400],
    ['bytes that are no UTF-8', () => Buffer.from([0x22, 0xc0, 0xaf, 0x22]), json, 400],
    ['JSON that is too deep', () => '['.repeat(100), json, 400],
    ['no list of runs', () => '{"runs":{}}', json, 400],
    ['an empty body', () => '', json, 400],
  ])('may not be %s', async (...[, payload, headers, status]) => {
    const answer = await send(newPath(), payload(), headers);
    expect([answer.statusCode, answer.json<ErrorBody>().error.message]).toEqual([status, expect.any(String)]);
  });

  test('of lines, one that is no JSON or too deep is a fault of its own', async () => {
    const body = [JSON.stringify(row), '{"created":', '['.repeat(100)].join('\n');
    const answer = await report(body, ndjson);
    expect([answer.status, answer.accepted]).toEqual([207, 1]);
    expect(answer.rejected.map(({ index }) => index)).toEqual([1, 2]);
  });
});

describe('rows', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ created: '2026-02-30T00:00:00Z' }, 'created'],
    [{ created: '2026-11-21T10:00:00' }, 'created'],
    [{ created: '-infinity' }, 'created'],
    [{ created: '0000-00-00' }, 'created'],
    [{ created: '0001-01-01T00:00:00Z' }, 'created'],
    [{ created: new Date(Date.now() + 25 * 3_600_000).toISOString() }, 'created'],
    [{ status: 'odd' }, 'status'],
    [{ time_taken: 'm5' }, 'time_taken'],
    [{ time_taken: '30s5m' }, 'time_taken'],
    [{ time_taken: '５m' }, 'time_taken'],
    [{ time_taken: 'P1DT2H' }, 'time_taken'],
    [{ time_taken: ' 5m ' }, 'time_taken'],
    [{ time_taken: 5 }, 'time_taken'],
    [{ cost: 'Infinity' }, 'cost'],
    [{ cost: -0.1 }, 'cost'],
    [{ input_tokens: 1.5 }, 'input_tokens'],
    [{ id: 'a\0b' }, 'id'],
    [{ tools: ['\udc00\ud800'] }, 'tools.0'],
    [{ surprise: 1 }, 'surprise'],
    [{ output: 'x'.repeat(300_000) }, ''],
    [{ steps: [{ type: 'tool-call' }] }, 'steps.0.tool'],
  ])('with %j is named, and others are stored', async (change, path) => {
    const answer = await report({ runs: [row, { ...row, id: 124, ...change }] });
    expect([answer.status, answer.accepted, pathsOf(answer)]).toEqual([207, 1, [[path]]]);
    expect(answer.rejected[0]?.index).toBe(1);
    const alone = await send(newPath(), { ...row, ...change });
    expect([alone.statusCode, alone.json<ErrorBody>().error.issues?.[0]?.path ?? '']).toEqual([400, path]);
  });

  test('that were rejected are kept for who looks for them, without secrets, newest first', async () => {
    const bad = { ...row, status: 'odd', api_key: 'sk-abcdefghijklmnopqrstuv', input: 'Bearer abc' };
    await report({ runs: [bad] });
    const { items } = await api.caller.runs.listRejected({ limit: 1 });
    expect(items).toMatchObject([{ agent: 'mailer', version: `v-${versions}`, sender: 'Signe' }]);
    expect(items[0]?.issues.map(({ path }) => path).toSorted()).toEqual(['api_key', 'status']);
    expect(items[0]?.preview).toContain('"status":"odd"');
    expect(items[0]?.preview).not.toMatch(/sk-abc|Bearer abc/);
    expect((await api.foreign.runs.listRejected({})).items).toEqual([]);
  });

  test('of one id in one report are one run', async () => {
    const answer = await report([row, { ...row, status: 'failed' }]);
    expect(answer).toMatchObject({ accepted: 1, duplicates: 1 });
  });

  test('say what they say: times with zones, words for the status, exact costs', async () => {
    const url = newPath();
    const rows = [
      { ...row, id: 'a', created: '2025-10-26T02:30:00.123456+02:00', status: 'SUCCESS', cost: 1e-12 },
      { ...row, id: 'b', status: 'timeout', time_taken: '1500ms', error: 'Too late.' },
      ...Array.from({ length: 10 }, (_, index) => ({ ...row, id: index, cost: 0.1 })),
    ];
    expect((await send(url, rows)).json()).toMatchObject({ accepted: 12, rejected: [] });
    const runs = await listRuns(url);
    expect(runs[0]).toMatchObject({
      external_id: 'a',
      task_id: '12',
      created_at: '2025-10-26T00:30:00.123Z',
      duration_ms: 330_000,
      completed_at: '2025-10-26T00:35:30.123Z',
      status: 'completed',
      cost_usd: 0,
      initiator: 'user123',
      version: `v-${versions}`,
    });
    const failed = runs.find((run) => run['external_id'] === 'b');
    expect(failed).toMatchObject({
      status: 'failed',
      duration_ms: 1500,
      error: { code: 'reported', message: 'Too late.' },
    });
    const { items } = await api.caller.runs.list({ agent: 'mailer', limit: 100 });
    const own = items.filter((run) => run.versionLabel === `v-${versions}`);
    expect(own.reduce((sum, run) => sum + run.costNanoUsd, 0)).toBe(1_100_000_000);
  });
});

describe('agents and versions', () => {
  test('a run of an agent that nobody knows makes it, seen only', async () => {
    expect((await send('/api/v1/agents/My_Agent/versions/1/runs', row)).statusCode).toBe(200);
    const agent = (await server.inject({ url: '/api/v1/agents/my-agent' })).json<object>();
    expect(agent).toMatchObject({
      kind: 'external',
      is_observed: true,
      version_label: '1',
      tasks_done: 1,
      success_rate: 1,
    });
    expect((await send('/api/v1/agents/my-agent/register', {})).json()).toMatchObject({
      tasks_done: 1,
      is_observed: false,
    });
    const unknown = await send('/api/v1/agents/019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7/versions/1/runs', row);
    expect(unknown.statusCode).toBe(404);
    expect((await send('/api/v1/agents/assistant/versions/1/runs', row)).statusCode).toBe(409);
    expect((await send('/api/v1/agents/%F0%9F%92%A5/versions/1/runs', row)).statusCode).toBe(404);
    expect((await send('/api/v1/agents/my-agent/versions/a%00b/runs', row)).statusCode).toBe(400);
  });

  test('an agent registers itself, again and again', async () => {
    const url = '/api/v1/agents/planner/register';
    const first = await send(url, { name: 'Planner', project: 'alpha' });
    expect([first.statusCode, first.json()]).toMatchObject([
      200,
      { slug: 'planner', name: 'Planner', project: 'alpha', kind: 'external', is_observed: false, version: 0 },
    ]);
    const { id } = first.json<{ id: string }>();
    await server.inject({ method: 'DELETE', url: `/api/v1/agents/${id}` });
    const again = await send(url, { name: 'Other', project: 'beta', type: 'planner' });
    expect(again.json()).toMatchObject({ id, name: 'Planner', project: 'alpha', type: 'planner', archived_at: null });
    expect((await send('/api/v1/agents/assistant/register', {})).statusCode).toBe(409);
    const audit = (await api.listAudit()).filter(({ target }) => target === id);
    expect(audit.map(({ action }) => action)).toEqual(['agents.register', 'agents.archive', 'agents.register']);
  });

  test('a version is registered once, and one that was seen takes what is said of it', async () => {
    const url = '/api/v1/agents/writer/versions';
    const version = { version: '1.0.2', cluster: 123, tools: ['t'], models: ['m'], deployment: 'prod' };
    expect((await send(url, version)).statusCode).toBe(404);
    await send(`${url}/1.0.2/runs`, row);
    const get = async (label: string) => (await server.inject({ url: `${url}/${label}` })).json<object>();
    expect(await get('1.0.2')).toMatchObject({ version: '1.0.2', number: 1, is_observed: true, models: [] });
    const answers = [];
    for (const body of [version, version, { ...version, tools: [] }, { ...version, version: '1.1' }]) {
      answers.push((await send(url, body)).statusCode);
    }
    expect(answers).toEqual([201, 200, 409, 201]);
    expect(await get('1.0.2')).toMatchObject({ is_observed: false, cluster: '123', models: ['m'], deployment: 'prod' });
    expect(await get('2')).toMatchObject({ version: '1.1' });
    expect((await server.inject({ url: `${url}/9` })).statusCode).toBe(404);
    expect((await server.inject({ url: '/api/v1/agents/writer' })).json()).toMatchObject({
      version: 2,
      version_label: '1.1',
    });
    expect(await listRuns(`${url}/1.0.2/runs`)).toHaveLength(1);
    expect(await listRuns(`${url}/1.1/runs`)).toEqual([]);
  });

  test('a key for reports reports, and does nothing else', async () => {
    const own = principal;
    principal = { ...own, permissions: new Set(['runs:report']) };
    const statuses = [
      (await send(newPath(), row)).statusCode,
      (await send('/api/v1/agents/mailer/register', {})).statusCode,
      (await send('/api/v1/agents/mailer/versions', { version: 'k' })).statusCode,
      (await send('/api/v1/agents', { name: 'Mailer' })).statusCode,
      (await server.inject({ url: newPath() })).statusCode,
    ];
    principal = { ...own, permissions: new Set(['runs:read']) };
    const refused = (await send(newPath(), row)).statusCode;
    principal = own;
    expect([statuses, refused]).toEqual([[200, 200, 201, 403, 403], 403]);
  });

  test('rows are counted as well as reports', async () => {
    const own = principal;
    const { actor } = own;
    const rows = Array.from({ length: 600 }, () => ({ ...row, id: undefined }));
    principal = { ...own, actor: { ...actor, id: 'busy' }, requestsPerMinute: 10 };
    const answers = [await send(newPath(), rows), await send(newPath(), rows)];
    principal = own;
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 429]);
    expect(Number(answers[1]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(answers[1]?.body).toContain('1000 rows');
  });
});

test('viewers are told of each new run, and of more than a hundred at once that any may be new', async () => {
  const told: string[] = [];
  const stop = api.services.events.subscribe(toWorkspaceTopic(principal.workspaceId), (runId) => void told.push(runId));
  onTestFinished(stop);
  const toRuns = (count: number) => ({ runs: Array.from({ length: count }, (_, index) => ({ ...row, id: index })) });
  const url = newPath();
  await send(url, toRuns(100));
  const ids = (await listRuns(url.replace('/runs', '/runs?limit=100'))).map(({ id }) => String(id));
  expect(told.toSorted()).toEqual(ids.toSorted());
  await send(url, toRuns(100));
  expect(told.length).toBe(100);
  await send(newPath(), toRuns(101));
  expect(told.slice(100)).toEqual(['']);
});

test('nothing of this was an error of the server', () => {
  expect([...logged, ...api.errors]).toEqual([]);
});
