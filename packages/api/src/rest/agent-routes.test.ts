import type { ErrorBody } from '@signalbox/contracts';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';

import type { Principal } from '../services.ts';
import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import type { RestAgentDetail } from './agent-shapes.ts';
import { createErrorHandler } from './answer-error.ts';
import { registerRestRoutes } from './register-rest-routes.ts';

let api: TestApi;
let server: FastifyInstance;
let principal: Principal;
const logged: unknown[] = [];

beforeAll(async () => {
  api = await openTestApi();
  ({ principal } = api);
  server = fastify();
  server.setErrorHandler(createErrorHandler((message, details) => logged.push([message, details])));
  registerRestRoutes(server, { createContext: async () => api.toContext(principal) });
  await server.ready();
}, 30_000);
afterAll(async () => {
  await server.close();
  await api.close();
});

type Detail = z.infer<typeof RestAgentDetail>;

const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
  server.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) });
const pathsOf = (answer: Awaited<ReturnType<typeof send>>): string[] =>
  (answer.json<ErrorBody>().error.issues ?? []).map(({ path }) => path).toSorted();
const model_config = { provider: 'warm', model: 'large', heat: 3 };
const create = async (body: object): Promise<Detail> => {
  const answer = await send('POST', '/agents', { model_config, ...body });
  expect([answer.statusCode, answer.body]).toMatchObject([201, expect.any(String)]);
  return answer.json<Detail>();
};
const listNames = async (query: string): Promise<string[]> => {
  const { agents, total } = (await send('GET', `/agents?${query}`)).json<{ agents: Detail[]; total: number }>();
  expect(total).toBe(agents.length);
  return agents.map(({ name }) => name).toSorted();
};

test('an agent is made as the seeds describe one, and is active', async () => {
  const seed = {
    name: 'coder-01',
    description: 'Writes code.',
    type: 'coder',
    project: 'dashboard',
    capabilities: ['python', 'fastapi'],
    system_prompt: 'Write code.',
    tools: ['calculator'],
  };
  const agent = await create(seed);
  const { system_prompt: instructions, ...labels } = seed;
  expect(agent).toMatchObject({
    ...labels,
    slug: 'coder-01',
    status: 'active',
    version: 1,
    tasks_done: 0,
    instructions,
    models: [{ provider: 'warm', model: 'large', parameters: { heat: 3 } }],
    tools: ['calculator'],
    execution_history: [],
    archived_at: null,
  });
  expect((await api.caller.agents.get({ agent: 'coder-01' })).spec?.instructions).toBe('Write code.');
  expect(await create({ ...seed, status: 'draft' })).toMatchObject({ slug: 'coder-01-2', status: 'draft' });
});

test('without a definition it is an agent that runs elsewhere, the same one every time', async () => {
  const labels = { name: 'Elsewhere', type: 'coder' };
  const agent = await create({ ...labels, model_config: undefined });
  expect(agent).toMatchObject({ ...labels, slug: 'elsewhere', kind: 'external', is_observed: false, version: 0 });
  expect(agent).toMatchObject({ version_label: '', models: [], tools: [], faults: [], execution_history: [] });
  expect((await create({ ...labels, model_config: undefined })).id).toBe(agent.id);
  const answer = await send('POST', '/agents', { name: 'Half', tools: ['calculator'] });
  expect([answer.statusCode, pathsOf(answer)]).toEqual([400, ['model_config']]);
  expect(await listNames('q=Half')).toEqual([]);
});

test.each<[object, string[]]>([
  [{ surprise: 1 }, ['surprise']],
  [{ name: ' ' }, ['name']],
  [{ status: 'error' }, ['status']],
  [{ model_config: { provider: 'warm' } }, ['model_config.model']],
  [{ model_config: { ...model_config, heat: 10 } }, ['model_config.heat']],
  [{ model_config: { ...model_config, temperature: 1 } }, ['model_config.temperature']],
  [{ tools: ['calculator', 'gone'] }, ['tools.1']],
  [{ system_prompt: 'Help {{customer}}.' }, ['instructions']],
  [{ system_prompt: 'a', instructions: 'b' }, ['system_prompt']],
  [{ output: { name: 'sum', schema: { type: 'array' } } }, ['output', 'output.schema.type']],
])('%j is refused by the names of the body', async (change, paths) => {
  const answer = await send('POST', '/agents', { name: 'Refused', model_config, ...change });
  expect(answer.statusCode).toBe(400);
  expect(pathsOf(answer)).toEqual(paths);
  expect(await listNames('q=Refused')).toEqual([]);
});

test.each(['PUT', 'PATCH'] as const)(
  '%s changes what it names; a changed definition is a new version',
  async (method) => {
    const { id } = await create({ name: `Changed by ${method}`, instructions: 'One', tools: 'all' });
    const change = async (body: object): Promise<Detail> => {
      const answer = await send(method, `/agents/${id}`, body);
      expect([answer.statusCode, answer.body]).toMatchObject([200, expect.any(String)]);
      return answer.json<Detail>();
    };
    expect(await change({ status: 'inactive', type: 'x' })).toMatchObject({
      status: 'inactive',
      type: 'x',
      version: 1,
    });
    const changed = await change({ instructions: 'Two', note: 'Second.' });
    expect(changed).toMatchObject({ version: 2, instructions: 'Two', tools: 'all', status: 'inactive' });
    expect(await change({ system_prompt: 'Two' })).toMatchObject({ version: 2 });
    const { items } = (await send('GET', `/agents/${id}/versions`)).json<{ items: object[] }>();
    expect(items).toMatchObject([
      { version: 2, note: 'Second.', author: 'Signe', models: ['warm/large'] },
      { version: 1, note: '' },
    ]);
    const one = (await send('GET', `/agents/${id}/versions/1`)).json<object>();
    expect(one).toMatchObject({ version: 1, instructions: 'One' });
    for (const version of ['3', '0', 'x'])
      expect((await send('GET', `/agents/${id}/versions/${version}`)).statusCode).toBe(404);
    const page = (await send('GET', `/agents/${id}/versions?limit=1`)).json<{ next_cursor: string }>();
    const rest = await send('GET', `/agents/${id}/versions?limit=1&cursor=${page.next_cursor}`);
    expect(rest.json()).toMatchObject({ items: [{ version: 1 }], next_cursor: null });
    const wrong = await send(method, `/agents/${id}`, { tools: ['gone'], status: 'active' });
    expect([wrong.statusCode, pathsOf(wrong)]).toEqual([400, ['tools.0']]);
    expect((await api.caller.agents.get({ agent: id })).status).toBe('inactive');
  },
);

test('what is deleted takes no runs, keeps those it had, and comes back by its name', async () => {
  const { id, slug } = await create({ name: 'Phoenix', instructions: 'One', description: 'Burns.' });
  await api.end((await api.caller.runs.start({ agent: id, message: 'Hi' })).runId);
  const deleted = await send('DELETE', `/agents/${slug}`);
  expect([deleted.statusCode, deleted.body]).toEqual([204, '']);
  expect(await listNames('q=Phoenix')).toEqual([]);
  expect((await send('GET', `/agents/${id}`)).json()).toMatchObject({
    archived_at: expect.any(String),
    tasks_done: 1,
  });
  expect((await send('POST', '/chat', { message: 'Hi', agent_id: id })).statusCode).toBe(409);
  const revived = await create({ name: 'Phoenix', instructions: 'Two' });
  expect(revived).toMatchObject({ id, slug, version: 2, instructions: 'Two', archived_at: null, tasks_done: 1 });
  expect(await listNames('q=Phoenix')).toEqual(['Phoenix']);
});

test('lists are filtered, also by whether an agent is at work', async () => {
  const busy = await create({ name: 'Busy', type: 'filtered', capabilities: ['a', 'b'], project: 'p' });
  await create({ name: 'Idle', type: 'filtered', capabilities: ['a'] });
  await create({ name: 'Draft', type: 'filtered', status: 'draft' });
  const { runId } = await api.caller.runs.start({ agent: busy.id, message: 'Hi' });
  const ofType = (query: string) => listNames(`type=filtered&${query}`);
  expect(await ofType('')).toEqual(['Busy', 'Draft', 'Idle']);
  expect(await ofType('capabilities=a')).toEqual(['Busy', 'Idle']);
  expect(await ofType('capabilities=a,%20b')).toEqual(['Busy']);
  expect(await ofType('project=p')).toEqual(['Busy']);
  expect(await ofType('status=draft')).toEqual(['Draft']);
  expect(await ofType('status=running')).toEqual(['Busy']);
  expect(await ofType('status=idle')).toEqual(['Idle']);
  await api.end(runId);
  expect(await ofType('status=idle')).toEqual(['Busy', 'Idle']);
  expect((await send('GET', '/agents?status=asleep')).statusCode).toBe(400);
  expect((await send('GET', '/agents?capabilities=,')).statusCode).toBe(400);
});

test('an agent’s runs, as runs and as executions, page by page', async () => {
  const { id } = await create({ name: 'Runner' });
  const runIds: string[] = [];
  for (const message of ['One', 'Two', 'Three']) {
    const { runId } = await api.caller.runs.start({ agent: id, message });
    await api.end(runId, message);
    runIds.unshift(runId);
  }
  type Page = { items: { id: string }[]; next_cursor: string | null };
  for (const kind of ['runs', 'executions']) {
    const first = (await send('GET', `/agents/runner/${kind}?limit=2`)).json<Page>();
    const second = (await send('GET', `/agents/runner/${kind}?limit=2&cursor=${first.next_cursor}`)).json<Page>();
    expect([...first.items, ...second.items].map((run) => run.id)).toEqual(runIds);
    expect(second.next_cursor).toBeNull();
    const skipped = (await send('GET', `/agents/${id}/${kind}?offset=2`)).json<Page>();
    expect(skipped.items.map((run) => run.id)).toEqual(runIds.slice(2));
    expect((await send('GET', `/agents/nobody/${kind}`)).statusCode).toBe(404);
    expect((await send('GET', `/agents/${id}/${kind}?limit=101`)).statusCode).toBe(400);
  }
  const { items } = (await send('GET', `/agents/${id}/executions`)).json<Page>();
  expect(items[0]).toMatchObject({ status: 'completed', output: 'Three', error: null, duration_ms: 1500 });
  expect((await send('GET', `/agents/${id}`)).json()).toMatchObject({ tasks_done: 3, success_rate: 1 });
});

test('agents of another workspace are as unknown as others', async () => {
  const { id } = await create({ name: 'Mine' });
  const mine = principal;
  principal = await api.newPrincipal();
  const answers = [
    await send('GET', `/agents/${id}`),
    await send('PUT', `/agents/${id}`, { type: 'theirs' }),
    await send('DELETE', `/agents/${id}`),
    ...(await Promise.all(
      ['runs', 'executions', 'versions', 'versions/1'].map((path) => send('GET', `/agents/${id}/${path}`)),
    )),
  ];
  principal = mine;
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404, 404, 404]);
  expect((await send('GET', `/agents/${id}`)).json()).toMatchObject({ type: '', archived_at: null });
});

test('changes take the right to change agents, and every route its own number of requests', async () => {
  const { id } = await create({ name: 'Guarded' });
  const mine = principal;
  const actor = { kind: 'api-key', name: 'run', id: 'key' } as const;
  principal = { ...mine, actor, permissions: new Set(['agents:read', 'runs:read', 'runs:start']) };
  const statuses = [
    (await send('POST', '/agents', { name: 'X', model_config })).statusCode,
    (await send('PATCH', `/agents/${id}`, { type: 'x' })).statusCode,
    (await send('DELETE', `/agents/${id}`)).statusCode,
    (await send('GET', `/agents/${id}`)).statusCode,
  ];
  principal = { ...mine, actor: { ...actor, id: 'busy' }, requestsPerMinute: null };
  const reads = await Promise.all(Array.from({ length: 101 }, () => send('GET', '/agents?limit=1')));
  const created = [];
  for (let count = 0; count < 61; count += 1) created.push(await send('POST', '/agents', { name: 'X', tools: [] }));
  principal = mine;
  expect(statuses).toEqual([403, 403, 403, 200]);
  expect(reads.map(({ statusCode }) => statusCode).filter((status) => status === 429)).toHaveLength(1);
  expect(created.map(({ statusCode }) => statusCode)).toEqual([...Array.from({ length: 60 }, () => 400), 429]);
  expect(Number(created.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
});

test('nothing of this was an error of the server', () => {
  expect([...logged, ...api.errors]).toEqual([]);
});
