import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { unpackDatabase } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { SocketClient, upgrade } from './testing/socket-client.ts';

const start = async (dataDir: string): Promise<RunningServer> => {
  await unpackDatabase(dataDir);
  return startServer(readConfig([], { PORT: '0', SIGNALBOX_DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
};
const readKey = (dataDir: string): string => readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
const json = { 'content-type': 'application/json' };
const path = '/api/ws/chat';

describe('who may open a socket', () => {
  const dataDir = makeTestFolder('sockets');
  let server: RunningServer;
  let bearer: { authorization: string };
  beforeAll(async () => {
    server = await start(dataDir);
    bearer = { authorization: `Bearer ${readKey(dataDir)}` };
  }, 30_000);
  afterAll(() => server.stop());

  const Created = z.object({ result: z.object({ data: z.object({ id: z.string(), key: z.string() }) }) });
  const mutate = async (procedure: string, input: object): Promise<unknown> => {
    const init = { method: 'POST', headers: { ...json, ...bearer }, body: JSON.stringify(input) };
    return (await fetch(`${server.url}/trpc/${procedure}`, init)).json();
  };
  const createKey = async (input: object) =>
    Created.parse(await mutate('apiKeys.create', { name: 'test', scopes: ['run'], ...input })).result.data;
  const statusOf = async (headers: Readonly<Record<string, string>>, at = path) => {
    const { status, body, cut } = await upgrade(`${server.url}${at}`, headers);
    cut();
    return [status, /"code":"([^"]+)"/.exec(body)?.[1]];
  };

  test('who has a key: in a header, or among the protocols, where it is not told back', async () => {
    expect(await statusOf(bearer)).toEqual([101, undefined]);
    const { key } = await createKey({});
    expect(await statusOf({ 'x-api-key': key })).toEqual([101, undefined]);
    const protocols = ['signalbox', `signalbox-key.${key}`];
    const socket = await SocketClient.open(`${server.url}${path}`, { protocols });
    expect(socket.protocol).toBe('signalbox');
    socket.close();
    await socket.closed;
    const body = { method: 'POST', body: '{"message":"Hi"}' };
    const elsewhere = { ...json, 'sec-websocket-protocol': protocols.join(', ') };
    expect((await fetch(`${server.url}/api/v1/chat`, { ...body, headers: elsewhere })).status).toBe(401);
  });

  test('nobody else', async () => {
    expect(await statusOf({})).toEqual([401, 'auth.required']);
    expect(await statusOf({ authorization: 'Bearer wrong' })).toEqual([401, 'auth.required']);
    expect(await statusOf({}, `${path}?key=${readKey(dataDir)}`)).toEqual([401, 'auth.required']);
    const { key } = await createKey({ scopes: ['read'] });
    expect(await statusOf({ 'x-api-key': key })).toEqual([403, 'auth.forbidden']);
    expect(await statusOf({ ...bearer, host: 'evil.example' })).toEqual([403, 'request.host-refused']);
    for (const other of ['/api/ws/nothing', '/api/v1/runs', '/trpc/viewer.get', '/healthz', '/']) {
      expect(await statusOf(bearer, other)).toEqual([404, 'request.not-found']);
    }
    // Java’s client offers HTTP/2 with each request; it gets its answer
    expect((await upgrade(`${server.url}/healthz`, { upgrade: 'h2c' })).status).toBe(200);
    expect((await fetch(`${server.url}${path}`, { headers: bearer })).status).toBe(400);
  });

  test('pages of this server only, whatever they send', async () => {
    const origins = { own: server.url, foreign: 'http://evil.example', other: 'http://127.0.0.1:1' };
    const refused = [403, 'request.origin-refused'];
    expect(await statusOf({ ...bearer, origin: origins.own })).toEqual([101, undefined]);
    expect(await statusOf({ ...bearer, origin: origins.foreign })).toEqual(refused);
    const token = (await server.ready).setupLink.token();
    const owner = JSON.stringify({ token, email: 'signe@example.com', password: 'long enough 1' });
    const signedIn = await fetch(`${server.url}/auth/setup`, {
      method: 'POST',
      headers: { ...json, origin: server.url },
      body: owner,
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    expect(await statusOf({ cookie, origin: origins.own })).toEqual([101, undefined]);
    for (const origin of [origins.foreign, origins.other]) expect(await statusOf({ cookie, origin })).toEqual(refused);
    expect(await statusOf({ cookie })).toEqual(refused);
  });

  test('within the limit of its key', async () => {
    const { key } = await createKey({ requestsPerMinute: 1 });
    expect(await statusOf({ 'x-api-key': key })).toEqual([101, undefined]);
    const { status, retryAfter } = await upgrade(`${server.url}${path}`, { 'x-api-key': key });
    expect([status, Number(retryAfter) > 0]).toEqual([429, true]);
  });

  test('as long as the key lasts: a revoked one is told so within 5 s', async () => {
    const { id, key } = await createKey({});
    const socket = await SocketClient.open(`${server.url}/api/v1/playground/assistant`, {
      headers: { 'x-api-key': key },
    });
    await socket.take('agent_loaded');
    const revokedAt = performance.now();
    await mutate('apiKeys.revoke', { id });
    expect((await socket.take('error')).at(-1)).toMatchObject({ code: 'auth.required' });
    expect((await socket.closed)[0]).toBe(1008);
    expect(performance.now() - revokedAt).toBeLessThan(6000);
  }, 15_000);
});

test('a server that stops ends its streams and sockets first, and cuts those that don’t agree', async () => {
  const dataDir = makeTestFolder('sockets-stop');
  const server = await start(dataDir);
  const headers = { authorization: `Bearer ${readKey(dataDir)}` };
  const socket = await SocketClient.open(`${server.url}/api/v1/playground/assistant`, { headers });
  socket.send({ type: 'user_message', content: 'What is 5 + 10, then multiply by 3?' });
  await socket.take('conversation_started');
  const silent = await upgrade(`${server.url}${path}`, headers);
  const refused = await upgrade(`${server.url}${path}`);
  expect([silent.status, refused.status]).toEqual([101, 401]);
  const stream = await fetch(`${server.url}/trpc/live.watch`, { headers });
  const [[code], text] = await Promise.all([socket.closed, stream.text(), server.stop()]);
  expect(code).toBe(1001);
  expect(text).toMatch(/event: return\ndata: \n\n$/);
  const again = await start(dataDir);
  const listed = async (): Promise<unknown> => (await fetch(`${again.url}/api/v1/runs`, { headers })).json();
  await expect.poll(listed, { timeout: 15_000 }).toMatchObject([{ status: 'completed' }]);
  await again.stop();
}, 30_000);
