import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

import { newId, RunDetail } from '@signalbox/contracts';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { getMigrations } from 'better-auth/db/migration';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { toAuthOptions } from './auth/create-auth.ts';
import { readConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';

const newDataDir = (): string => makeTestFolder('server');

const start = (dataDir: string, environment: Record<string, string> = {}): Promise<RunningServer> =>
  startServer(
    readConfig([], {
      PORT: '0',
      SIGNALBOX_DATA_DIR: dataDir,
      SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0',
      LOG_LEVEL: 'silent',
      ...environment,
    }),
  );

const json = { 'content-type': 'application/json' };
const email = 'signe@example.com';
const password = 'long enough 1';
const example = 'What is 5 + 10, then multiply by 3?';

const ErrorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) });
const ChatAnswer = z.object({ response: z.string(), run_id: z.string(), status: z.string() });

const codeOf = async (response: Response): Promise<[number, string]> => {
  const { error } = ErrorAnswer.parse(await response.json());
  return [response.status, error.code];
};

describe('the server on the embedded database', () => {
  const dataDir = newDataDir();
  let server: RunningServer;
  let bearer: { authorization: string };

  beforeAll(async () => {
    server = await start(dataDir);
    bearer = { authorization: `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}` };
  }, 30_000);
  afterAll(() => server.stop());

  const get = (path: string, headers: Record<string, string> = bearer): Promise<Response> =>
    fetch(`${server.url}${path}`, { headers });
  const post = (path: string, body: unknown, headers: Record<string, string> = bearer): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const mutate = async (procedure: string, input: unknown, headers = bearer): Promise<unknown> => {
    const answer = z
      .object({ result: z.object({ data: z.unknown() }) })
      .parse(await (await post(`/trpc/${procedure}`, input, headers)).json());
    return answer.result.data;
  };
  const chat = async (message = example): Promise<z.infer<typeof ChatAnswer>> =>
    ChatAnswer.parse(await (await post('/api/v1/chat', { message })).json());

  test('chat answers the example, and the run shows its eight steps in order', async () => {
    const answer = await chat();
    expect(answer).toMatchObject({ response: 'The result is 45.', status: 'completed' });
    const run = z
      .object({
        steps: z.array(z.object({ type: z.string(), order: z.int(), content: z.record(z.string(), z.json()) })),
      })
      .parse(await (await get(`/api/runs/${answer.run_id}`)).json());
    expect(run.steps.map(({ type }) => type)).toEqual([
      'user-request',
      'agent-thought',
      'tool-call',
      'tool-result',
      'agent-thought',
      'tool-call',
      'tool-result',
      'agent-response',
    ]);
    expect(run.steps.map(({ order }) => order)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(run.steps[2]?.content).toEqual({
      type: 'tool-call',
      toolName: 'calculator',
      params: { operation: 'add', x: 5, y: 10 },
    });
  });

  test('secrets are made in the data folder, for the owner of the process only', () => {
    for (const name of ['cli-token', 'session-secret', 'master-key']) {
      expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
    }
  });

  test('probes and documents are open, everything else asks who you are', async () => {
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs'])
      expect((await get(path, {})).status).toBe(200);
    for (const path of ['/api/v1/runs', '/api/v1/tools', '/metrics'])
      expect(await codeOf(await get(path, {}))).toEqual([401, 'auth.required']);
    expect((await get('/metrics')).status).toBe(200);
    const document = z
      .object({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) })
      .parse(await (await get('/openapi.json')).json());
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/v1/chat');
    expect(Object.keys(document.paths)).not.toContain('/api/chat');
  });

  test('pages and answers run no script but the server’s own, stand in no frame, and are what their type says', async () => {
    for (const path of ['/', '/api/v1/runs', '/nothing']) {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toMatch(/;script-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('keys do what their scopes say, and stop when they are revoked', async () => {
    const Created = z.object({ id: z.string(), key: z.string() });
    const reader = Created.parse(await mutate('apiKeys.create', { name: 'reader', scopes: ['read'] }));
    const headers = { authorization: `Bearer ${reader.key}` };
    expect((await get('/api/v1/runs', { 'x-api-key': reader.key })).status).toBe(200);
    expect(await codeOf(await post('/api/v1/chat', { message: 'x' }, headers))).toEqual([403, 'auth.forbidden']);
    const unused = Created.parse(await mutate('apiKeys.create', { name: 'unused', scopes: ['admin'] }));
    await mutate('apiKeys.revoke', { id: unused.id });
    expect(await codeOf(await get('/api/v1/runs', { authorization: `Bearer ${unused.key}` }))).toEqual([
      401,
      'auth.required',
    ]);
  });

  test('wrong input is refused with every fault named, and nothing of the inside', async () => {
    const missing = await post('/api/v1/chat', {});
    expect(missing.status).toBe(400);
    expect(await missing.text()).toContain('"path":"message"');
    expect(await codeOf(await post('/api/v1/chat', { message: 'x', unexpected: 1 }))).toEqual([400, 'request.invalid']);
    expect(await codeOf(await post('/api/v1/chat', '{"message":"a'))).toEqual([400, 'request.invalid']);
    expect(await codeOf(await post('/api/v1/chat', `{"message":${'['.repeat(7000)}${']'.repeat(7000)}}`))).toEqual([
      400,
      'request.too-deep',
    ]);
    expect(await codeOf(await post('/api/v1/chat', { message: 'x'.repeat(1024 * 1024) }))).toEqual([
      413,
      'request.too-large',
    ]);
    expect(await codeOf(await post('/api/v1/chat', 'x', { ...bearer, 'content-type': 'text/plain' }))).toEqual([
      415,
      'request.unsupported-type',
    ]);
    expect(await codeOf(await get(`/api/v1/runs/${newId()}`))).toEqual([404, 'run.not-found']);
    expect(await codeOf(await get('/api/v1/nothing'))).toEqual([404, 'request.not-found']);
    expect(await codeOf(await get('/api/v1/runs/%zz'))).toEqual([400, 'request.invalid']);
    expect(await codeOf(await get('/api/v1/runs?limit=0'))).toEqual([400, 'request.invalid']);
  });

  test('a switched off tool is out of reach of the next run', async () => {
    const put = (enabled: boolean): Promise<Response> =>
      fetch(`${server.url}/api/v1/tools/calculator`, {
        method: 'PUT',
        headers: { ...json, ...bearer },
        body: JSON.stringify({ enabled }),
      });
    expect(await (await put(false)).json()).toMatchObject({
      id: 'calculator',
      enabled: false,
      schema: { type: 'function' },
    });
    await expect.poll(async () => (await chat()).response, { timeout: 5000 }).toContain('switched off');
    expect(await (await put(true)).json()).toMatchObject({ enabled: true });
  });

  test('a name that is not this server’s is refused', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const foreign = request(`${server.url}/api/v1/runs`, { headers: { ...bearer, host: 'evil.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    foreign.end();
    expect(await promise).toBe(403);
  });

  test('the tables are what better-auth wants', async () => {
    const { services } = await server.ready;
    const { database } = services;
    const settings = { database, secret: 'x'.repeat(32), publicUrl: server.url, isAllowedOrigin: () => false };
    const options = toAuthOptions({ ...settings, log: pino({ level: 'silent' }) });
    const { toBeCreated, toBeAdded } = await getMigrations(options);
    expect([toBeCreated, toBeAdded]).toEqual([[], []]);
  });

  test('the set-up link makes the owner once; sign-in gives a cookie that changes count with from this origin only', async () => {
    const token = (await server.ready).setupLink.token() ?? '';
    expect(await codeOf(await post('/auth/setup', { token: 'wrong', email, password }, {}))).toEqual([
      403,
      'auth.forbidden',
    ]);
    expect((await post('/auth/setup', { token, email, password: 'short' }, {})).status).toBe(400);
    const others = ['a@example.com', email];
    const answers = await Promise.all(
      others.map((other) => post('/auth/setup', { token, email: other, password }, { origin: server.url })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    const made = answers.findIndex(({ status }) => status === 200);
    expect(answers[made]?.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(await codeOf(await post('/auth/setup', { token, email, password }, {}))).toEqual([403, 'auth.forbidden']);

    const owner = { email: others[made], password };
    const byName = server.url.replace('127.0.0.1', 'localhost');
    const signedIn = await fetch(`${byName}/auth/sign-in/email`, {
      method: 'POST',
      headers: { ...json, origin: byName, 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(owner),
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    expect(await (await get('/trpc/viewer.get', { cookie })).json()).toMatchObject({
      result: { data: { actor: { kind: 'user' } } },
    });
    const rename = (change: object) => post('/auth/update-user', change, { cookie, origin: server.url });
    for (const wrong of [{ name: ' ' }, { name: 5 }, { name: 'a\0' }, { name: 'a'.repeat(101) }, { image: 'a' }])
      expect((await rename(wrong)).status).toBe(400);
    expect((await rename({ name: ' Signe Box ' })).status).toBe(200);
    expect(await (await get('/trpc/viewer.get', { cookie })).json()).toMatchObject({
      result: { data: { actor: { name: 'Signe Box' } } },
    });
    const input = { message: 'hello' };
    expect((await post('/trpc/runs.start', input, { cookie, origin: 'http://evil.example' })).status).toBe(403);
    expect((await post('/trpc/runs.start', input, { cookie, origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await post('/trpc/runs.start', input, { cookie })).status).toBe(403);
    expect((await post('/trpc/runs.start', input, { cookie, origin: server.url })).status).toBe(200);
    expect(
      (await post('/auth/sign-up/email', { email: 'b@example.com', password, name: 'b' }, { origin: server.url })).ok,
    ).toBe(false);
  });

  test('a run can be cancelled while its model hangs, and only once', async () => {
    const Started = z.object({ runId: z.string() });
    const { runId } = Started.parse(await mutate('runs.start', { message: 'hello' }));
    const first = await post('/trpc/runs.cancel', { runId });
    const second = await post('/trpc/runs.cancel', { runId });
    expect([first.status, second.status]).toContain(409);
    const detail = z
      .object({ result: z.object({ data: RunDetail }) })
      .parse(await (await get(`/trpc/runs.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`)).json());
    expect(['cancelled', 'completed']).toContain(detail.result.data.status);
  });
});

test('two servers on one folder: the second says who has it, and leaves', async () => {
  const dataDir = newDataDir();
  const first = await start(dataDir);
  await expect(start(dataDir)).rejects.toThrow(String(process.pid));
  await first.stop();
  const again = await start(dataDir);
  await again.stop();
}, 30_000);

test('the owner of the settings can sign in, and no link is made', async () => {
  const dataDir = newDataDir();
  const passwordFile = join(dataDir, 'password');
  writeFileSync(passwordFile, `${password}\n`);
  const server = await start(dataDir, { OWNER_EMAIL: email, OWNER_PASSWORD_FILE: passwordFile });
  expect((await server.ready).setupLink.token()).toBeNull();
  const headers = { ...json, origin: server.url };
  const response = await fetch(`${server.url}/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  expect(response.status).toBe(200);
  await server.stop();
}, 30_000);
