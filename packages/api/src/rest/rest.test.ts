import { type ErrorBody, newId, type RunEventDraft, toCallId } from '@signalbox/contracts';
import { runnableTopic } from '@signalbox/events';
import fastify, { type FastifyInstance, type FastifySchema, type LightMyRequestResponse } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { registerOpenaiRoutes } from '../openai/register-openai-routes.ts';
import type { Principal } from '../services.ts';
import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import type { RestAgentDetail } from './agent-shapes.ts';
import { createErrorHandler } from './answer-error.ts';
import { registerRestRoutes } from './register-rest-routes.ts';
import type { RestRun, RestRunDetail } from './rest-shapes.ts';

let api: TestApi;
let server: FastifyInstance;
let principal: Principal | null;
const logged: unknown[] = [];
const routes: { readonly url: string; readonly method: string; readonly schema: FastifySchema | undefined }[] = [];

beforeAll(async () => {
  api = await openTestApi();
  ({ principal } = api);
  server = fastify({ bodyLimit: 1024 * 1024, genReqId: () => 'request-1' });
  server.setErrorHandler(createErrorHandler((message, details) => logged.push([message, details])));
  server.addHook('onRoute', ({ url, method, schema }) => void routes.push({ url, method: String(method), schema }));
  const createContext = async () => api.toContext(principal);
  registerRestRoutes(server, { createContext });
  registerOpenaiRoutes(server, { createContext, logError: api.services.logError });
  await server.ready();
}, 30_000);
afterAll(async () => {
  await server.close();
  await api.close();
});

const get = (url: string) => server.inject({ url });
const errorOf = (answer: LightMyRequestResponse): ErrorBody['error'] => answer.json<ErrorBody>().error;
const pathsOf = (answer: LightMyRequestResponse): string[] =>
  (errorOf(answer).issues ?? []).map(({ path }) => path).toSorted();
/** What a refusal is known by. */
const refusalOf = (answer: LightMyRequestResponse) => [answer.statusCode, errorOf(answer).code];
const post = (url: string, payload: string | object) =>
  server.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });

/** Calls back with each run that starts from now on, as a worker would be. */
const onStart = (work: (runId: string) => Promise<void>): (() => void) =>
  api.services.events.subscribe(runnableTopic, (runId) => void work(runId));

const toolCall = (callId: string): RunEventDraft[] => [
  {
    type: 'agent-thought',
    payload: {
      attempt: 1,
      blocks: [
        { type: 'thinking', text: 'I add.' },
        { type: 'text', text: 'Adding.' },
      ],
    },
  },
  {
    type: 'tool-call',
    payload: {
      callId,
      providerCallId: null,
      attempt: 1,
      tool: 'calculator',
      arguments: { operation: 'add', x: 5, y: 10 },
      effect: 'write',
      idempotencyKey: callId,
    },
  },
  { type: 'tool-start', payload: { callId, execution: 1 } },
];
const toolResult = (callId: string): RunEventDraft => ({
  type: 'tool-result',
  payload: { callId, outcome: 'ok', text: '5 + 10 = 15', bytes: 11, durationMs: 2 },
});

describe('POST /chat', () => {
  test.each(['/api/v1/chat', '/api/chat'])('%s answers when the run has ended', async (url) => {
    const stop = onStart((runId) => api.end(runId));
    const answer = await post(url, { message: 'What is 5 + 10, then multiply by 3?', model: null });
    stop();
    expect(answer.statusCode).toBe(200);
    const body = answer.json<{ run_id: string }>();
    expect(body).toEqual({
      response: 'The result is 45.',
      status: 'completed',
      run_id: expect.any(String),
      conversation_id: expect.any(String),
    });
    const { runs } = api.caller;
    expect(await runs.get({ runId: body.run_id })).toMatchObject({ status: 'completed', source: 'playground' });
  });

  test('sent again under its Idempotency-Key, it is answered with the run of the first time', async () => {
    const stop = onStart((runId) => api.end(runId));
    const headers = { 'idempotency-key': 'order 7' };
    const ask = (message: string) =>
      server.inject({ method: 'POST', url: '/api/v1/chat', payload: { message }, headers });
    const first = await ask('Hi');
    const again = await ask('Hi');
    stop();
    expect(again.json()).toEqual(first.json());
    expect(refusalOf(await ask('Something else'))).toEqual([409, 'run.key-reused']);
  });

  test('a run that failed is answered with its reason', async () => {
    const stop = onStart((runId) => api.fail(runId));
    const answer = await post('/api/v1/chat', { message: 'Hi', agent_id: 'assistant' });
    stop();
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ response: '', status: 'failed', error: { code: 'run.step-limit' } });
  });

  test('a run that waits for a person is accepted', async () => {
    const stop = onStart((runId) => {
      const callId = toCallId(runId, 3);
      const payload = { callId, reason: 'approval-required' as const, message: 'May I?' };
      return api.append(runId, [...toolCall(callId), { type: 'approval-request', payload }], 'waiting');
    });
    const answer = await post('/api/v1/chat', { message: 'Hi' });
    stop();
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { status: 'waiting', response: '' }]);
  });

  test('a caller who leaves does not stop the run', async () => {
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const gone = new AbortController();
    const started = Promise.withResolvers<string>();
    const stop = onStart(async (runId) => started.resolve(runId));
    const body = JSON.stringify({ message: 'Hi' });
    const headers = { 'content-type': 'application/json' };
    const answer = fetch(`${url}/api/v1/chat`, { method: 'POST', body, headers, signal: gone.signal });
    const runId = await started.promise;
    stop();
    gone.abort();
    await expect(answer).rejects.toThrow('abort');
    await api.end(runId);
    expect(await api.caller.runs.get({ runId })).toMatchObject({ status: 'completed' });
  });

  test('wrong input is refused field by field before anything is stored', async () => {
    const { length } = await api.listAudit();
    const answer = await post('/api/v1/chat', { message: 5, agent_id: 'No!', surprise: 1 });
    expect(answer.statusCode).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code: 'request.invalid', requestId: 'request-1' });
    expect(pathsOf(answer)).toEqual(['agent_id', 'message', 'surprise']);
    expect(pathsOf(await post('/api/v1/chat', { message: ' ' }))).toEqual(['message']);
    expect((await api.listAudit()).length).toBe(length);
  });
});

describe('/runs and /executions', () => {
  /** A run as in the seed’s example, shortened. */
  const startExample = async (): Promise<string> => {
    const { runId } = await api.caller.runs.start({ message: 'What is 5 + 10?' });
    const callId = toCallId(runId, 3);
    await api.append(runId, [...toolCall(callId), toolResult(callId)]);
    await api.end(runId, 'It is 15.');
    return runId;
  };

  test('a run has its steps in the seed’s form', async () => {
    const id = await startExample();
    const run = (await get(`/api/v1/runs/${id}`)).json<z.infer<typeof RestRunDetail>>();
    expect(run).toMatchObject({
      id,
      user_query: 'What is 5 + 10?',
      status: 'completed',
      response: 'It is 15.',
      error: null,
      cost_usd: 0.002,
      created_at: expect.stringMatching(/Z$/),
      completed_at: expect.stringMatching(/Z$/),
    });
    const contents = run.steps.map(({ content }) => content);
    expect(contents).toMatchObject([
      { type: 'user-request', content: 'What is 5 + 10?' },
      { type: 'agent-thought', content: 'I add.' },
      { type: 'tool-call', toolName: 'calculator', params: { operation: 'add', x: 5, y: 10 } },
      { type: 'tool-result', toolName: 'calculator', result: '5 + 10 = 15', outcome: 'ok' },
      { type: 'agent-response', content: 'It is 15.' },
    ]);
    expect(run.steps.map(({ order }) => order)).toEqual([0, 1, 2, 3, 4]);
    const { steps } = run;
    const execution = (await get(`/api/executions/${id}`)).json<unknown>();
    expect(execution).toMatchObject({ id, agent_id: api.agent.id, status: 'completed', steps });
  });

  test('the list is an array, newest first, filtered by status in any usual word', async () => {
    const id = await startExample();
    const listRows = async (query: string) => (await get(`/api/v1/runs?${query}`)).json<z.infer<typeof RestRun>[]>();
    const rows = await listRows('limit=1&status=&q=');
    expect(rows).toMatchObject([
      { id, name: `Run ${id.slice(-8)}`, status: 'completed', user_query: 'What is 5 + 10?', duration_ms: 1500 },
    ]);
    expect(rows[0]?.time).toMatch(/^(0\d|1[0-2]):[0-5]\d [AP]M$/);
    const idsOf = async (query: string): Promise<string[]> => (await listRows(query)).map((row) => row.id);
    for (const word of ['completed', 'success', 'Complete']) expect(await idsOf(`status=${word}`)).toContain(id);
    for (const word of ['failed', 'error', 'timeout']) expect(await idsOf(`status=${word}`)).not.toContain(id);
    expect(await idsOf('agent_id=assistant&limit=1')).toEqual([id]);
    expect(await idsOf(`q=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([]);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit[$gt]=0',
    'limit=1&limit=2',
    'offset=1000000000',
    'cursor=AAAA',
    'status=no',
    'q=%00',
    'x=1',
  ])('?%s is refused', async (query) => {
    const answer = await get(`/api/v1/runs?${query}`);
    expect(refusalOf(answer)).toEqual([400, 'request.invalid']);
    expect(errorOf(answer).issues).toHaveLength(1);
  });

  test('an ended run can be deleted, an open one not', async () => {
    const open = (await api.caller.runs.start({ message: 'Hi' })).runId;
    const ended = await startExample();
    const remove = (id: string) => server.inject({ method: 'DELETE', url: `/api/v1/runs/${id}` });
    expect(refusalOf(await remove(open))).toEqual([409, 'run.not-ended']);
    const answer = await remove(ended);
    expect([answer.statusCode, answer.json()]).toEqual([200, { message: 'Run deleted successfully' }]);
    expect((await get(`/api/v1/runs/${ended}`)).statusCode).toBe(404);
  });
});

test('/tools: list, detail with the schema in the function-calling form, and settings', async () => {
  const calculator = { id: 'calculator', name: 'Calculator', description: 'Calculates.', icon: 'IconCalculator' };
  expect((await get('/api/v1/tools')).json()).toEqual([{ ...calculator, enabled: true }]);
  const schema = {
    type: 'function',
    function: {
      name: 'calculator',
      description: 'Calculates.',
      parameters: { type: 'object', properties: { x: { type: 'number' } } },
    },
  };
  expect((await get('/api/v1/tools/calculator')).json()).toEqual({ ...calculator, enabled: true, schema });
  const put = (payload: object) => server.inject({ method: 'PUT', url: '/api/v1/tools/calculator', payload });
  expect((await put({ enabled: false, description: 'Adds.' })).json()).toMatchObject({
    enabled: false,
    description: 'Adds.',
    schema: { function: { description: 'Adds.' } },
  });
  expect((await put({ enabled: true, description: null })).json()).toEqual({ ...calculator, enabled: true, schema });
  expect((await put({ enabled: 'yes' })).statusCode).toBe(400);
});

test('/agents: list with the total, and one with its history and rates', async () => {
  const list = (await get('/api/v1/agents?limit=1000')).json();
  expect(list).toMatchObject({ agents: [{ slug: 'assistant', status: 'active' }], total: 1, limit: 1000, offset: 0 });
  const getAgent = async (query: string) =>
    (await get(`/api/v1/agents/assistant?${query}`)).json<z.infer<typeof RestAgentDetail>>();
  const agent = await getAgent('history_limit=500');
  expect(agent).toMatchObject({ id: api.agent.id, instructions: 'Be brief.', tools: 'all' });
  const ended = agent.execution_history.filter((run) => run.finished_at !== null);
  const completed = ended.filter(({ status }) => status === 'completed');
  expect(completed.length).toBeGreaterThan(0);
  expect(agent.success_rate).toBe(completed.length / ended.length);
  expect(agent.avg_duration_ms).toBe(1500);
  expect((await getAgent('history_limit=1')).execution_history).toHaveLength(1);
  expect((await get('/api/v1/agents/..%2f..%2fadmin')).statusCode).toBe(404);
});

describe('every request', () => {
  const send = (payload: string | Buffer, type = 'application/json') =>
    server.inject({ method: 'POST', url: '/api/v1/chat', payload, headers: { 'content-type': type } });

  test.each([
    ['an empty body', '', [400, 'request.invalid']],
    ['cut-off JSON', '{"message":"a', [400, 'request.invalid']],
    ['a text', '"message"', [400, 'request.invalid']],
    ['a NaN', '{"message":NaN}', [400, 'request.invalid']],
    ['bytes that are no UTF-8', Buffer.from('7b226d657373616765223a22c0af227d', 'hex'), [400, 'request.invalid']],
    ['JSON 7000 levels deep', `{"message":${'['.repeat(7000)}${']'.repeat(7000)}}`, [400, 'request.too-deep']],
    ['a body over 1 MiB', `{"message":"${'x'.repeat(1024 * 1024)}"}`, [413, 'request.too-large']],
  ] as const)('with %s is refused', async (_name, payload, refusal) => {
    const answer = await send(payload);
    expect(refusalOf(answer)).toEqual(refusal);
    expect(answer.body).not.toMatch(/\bat .*:\d+:\d+|node_modules|SyntaxError/);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of type %s is refused',
    async (type) => {
      const answer = await send('{"message":"a"}', type);
      expect(refusalOf(answer)).toEqual([415, 'request.unsupported-type']);
    },
  );

  test.each(['/api', '/api/v1', '/api/v1/nothing', '/api/v2/runs', '/api/v1/runs/x/y'])(
    'to %s is answered with JSON',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toEqual({
        error: { code: 'request.not-found', message: expect.any(String), requestId: 'request-1' },
      });
    },
  );

  test('for an id that is none, is unknown, or is another workspace’s is answered alike', async () => {
    const foreign = await api.foreign.runs.start({ message: 'Hi' });
    for (const path of ['runs', 'executions', 'agents', 'tools']) {
      const codes = [];
      for (const id of ['not..an.id', newId(), foreign.runId]) {
        const answer = await get(`/api/v1/${path}/${id}`);
        codes.push(answer.statusCode, errorOf(answer).code.split('.')[1]);
      }
      expect(codes).toEqual([404, 'not-found', 404, 'not-found', 404, 'not-found']);
    }
  });

  test('from nobody is refused before its body is read', async () => {
    principal = null;
    const answers = [await send('{', 'text/plain'), await get('/api/v1/runs?limit=no'), await get('/api/v1/agents/x')];
    ({ principal } = api);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
  });

  test('over the limit is told when to come back', async () => {
    principal = { ...api.principal, requestsPerMinute: 1, actor: { ...api.principal.actor, id: 'slow' } };
    const answers = [await get('/api/v1/runs'), await get('/api/v1/runs')];
    ({ principal } = api);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 429]);
    expect(Number(answers[1]?.headers['retry-after'])).toBeGreaterThan(0);
  });
});

test('what goes wrong beside the procedures is logged under the request’s id, and not told', async () => {
  const broken = fastify({ genReqId: () => 'request-2' });
  broken.setErrorHandler(createErrorHandler((message, details) => logged.push([message, details])));
  const createContext = () => Promise.reject(new Error('connect ECONNREFUSED'));
  registerRestRoutes(broken, { createContext });
  const answer = await broken.inject({ url: '/api/v1/runs?q=private' });
  expect(refusalOf(answer)).toEqual([500, 'server.internal']);
  expect(answer.body).toContain('request-2');
  expect(answer.body).not.toContain('ECONNREFUSED');
  expect(logged).toMatchObject([['GET /api/v1/runs failed', { requestId: 'request-2', cause: expect.any(Error) }]]);
  await broken.close();
});

test('every documented route has a summary, a tag, security and schemas that become JSON Schema', () => {
  const openapiObject = { openapi: '3.1.0', info: { title: 'Test', version: '1' } };
  const documented = routes.filter(({ url, method }) => /^\/(?:api\/)?v1\//.test(url) && method !== 'HEAD');
  const paths = {
    DELETE: `/agents/:id /runs/:id`,
    GET: `/activity /agents /agents/:id /agents/:id/activity /agents/:id/executions /agents/:id/runs
      /agents/:id/versions /agents/:id/versions/:version /agents/:id/versions/:version/runs
      /analytics/performance /analytics/tool-usage /executions/:id /playground/:agent_id /runs /runs/:id /tools
      /tools/:id /tools/:id/usage /ui/agent_versions /ui/recent_activity /ui/stats /v1/models /v1/models/:model
      /ws/activity /ws/chat`,
    PATCH: `/agents/:id`,
    POST: `/agents /agents/:id/register /agents/:id/versions /agents/:id/versions/:version/runs
      /agents/activity /chat /v1/chat/completions`,
    PUT: `/agents/:id /tools/:id`,
  };
  const expected = Object.entries(paths).flatMap(([method, all]) =>
    all.split(/\s+/).map((path) => `${method} ${path}`),
  );
  const found = documented.map(({ method, url }) => `${method} ${url.replace('/api/v1', '')}`);
  expect(found.toSorted()).toEqual(expected.toSorted());
  for (const { url, schema } of documented) {
    expect(schema).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)], security: { length: 2 } });
    const transformed = jsonSchemaTransform({
      schema: schema ?? {},
      url,
      route: { method: 'GET', url, schema: schema ?? {}, handler: () => undefined },
      openapiObject,
    });
    expect(JSON.stringify(transformed)).not.toContain('$ref');
    const answers = z.record(z.string(), z.instanceof(z.ZodType)).parse(schema?.response);
    for (const answer of Object.values(answers)) {
      const examples = z.array(z.unknown()).min(1).parse(answer.meta()?.['examples']);
      for (const example of examples) expect(answer.parse(example)).toEqual(example);
    }
  }
});
