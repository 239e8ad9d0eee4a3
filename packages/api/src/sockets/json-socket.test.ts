import { request } from 'node:http';
import type { Duplex } from 'node:stream';

import type { RunEventDraft } from '@signalbox/contracts';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { prepareScope } from '../rest/prepare-scope.ts';
import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import type { SocketTimes } from './json-socket.ts';
import { registerSocketRoutes } from './register-socket-routes.ts';
import { registerSockets } from './register-sockets.ts';

const never = 1_000_000;
let api: TestApi;
const servers: FastifyInstance[] = [];
beforeAll(async () => void (api = await openTestApi()), 30_000);
afterAll(async () => {
  api.stopping.abort();
  await Promise.all(servers.map((server) => server.close()));
  await api.close();
});

/** A server of sockets alone, with these times. */
const listen = async (times: Partial<SocketTimes> = {}) => {
  const server = fastify();
  servers.push(server);
  registerSockets(server);
  void server.register(async (plain) => {
    const scope = prepareScope(plain, async () => api.toContext(api.principal));
    registerSocketRoutes(scope, { idleMs: never, pingMs: never, ...times });
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { server, url: `${url}/ws/chat` };
};

const Message = z.looseObject({ type: z.string(), run_id: z.string().optional() });

const open = (url: string) => {
  const socket = new WebSocket(url.replace('http', 'ws'));
  const types: string[] = [];
  const started = Promise.withResolvers<string>();
  socket.addEventListener('message', ({ data }) => {
    const { type, run_id: runId } = Message.parse(JSON.parse(String(data)));
    types.push(type);
    if (runId !== undefined) started.resolve(runId);
  });
  socket.addEventListener('open', () => socket.send(JSON.stringify({ message: 'Hi' })));
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
  void closed.then((code) => started.reject(new Error(`closed with ${code} before a run began`)));
  started.promise.catch(() => undefined);
  return { types, closed, runId: started.promise };
};

/** A connection upgraded to a socket, of which nothing is read and on which nothing is answered. */
const openSilent = async (url: string): Promise<Duplex> => {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>();
  const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  const asked = request(url, { headers: { connection: 'Upgrade', upgrade: 'websocket', ...key } });
  asked.on('upgrade', (_answer, connection) => resolve(connection.on('error', () => undefined)));
  asked.on('error', reject);
  asked.end();
  return promise;
};

/** A short text frame as a client sends it. */
const toFrame = (text: string): Buffer => {
  const mask = Buffer.from([1, 2, 3, 4]);
  const bytes = Buffer.from(text).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length]), mask, bytes]);
};

test('who answers pings stays until nothing was said for long; a run under way is not silence', async () => {
  // who answers within a second is there, however busy the machine
  const { url } = await listen({ pingMs: 1000, idleMs: 2500 });
  const busy = open(url);
  const runId = await busy.runId;
  const idle = new WebSocket(url.replace('http', 'ws'));
  const code = await new Promise((resolve) => idle.addEventListener('close', (event) => resolve(event.code)));
  expect(code).toBe(1000);
  await api.end(runId);
  expect(await busy.closed).toBe(1000);
  expect(busy.types).toEqual(['user-request', 'agent-response']);
});

test('who does not answer pings is cut', async () => {
  const { url } = await listen({ pingMs: 20 });
  const silent = await openSilent(url);
  const closed = new Promise((resolve) => silent.once('close', () => resolve('cut')));
  silent.resume();
  expect(await closed).toBe('cut');
});

test('a reader that does not read holds up nobody, and at most one message waits for it', async () => {
  const { server, url } = await listen();
  const silent = await openSilent(url);
  silent.pause();
  silent.write(toFrame('{"message":"Hi"}'));
  const readFirst = async (): Promise<string | undefined> => (await api.caller.runs.list({ limit: 1 })).items[0]?.id;
  const before = await readFirst();
  await expect.poll(readFirst).not.toBe(before);
  const runId = (await readFirst()) ?? '';
  const text = 'x'.repeat(200_000);
  const thoughts = Array.from({ length: 80 }, (_, index): RunEventDraft => ({
    type: 'agent-thought',
    payload: { attempt: index + 1, blocks: [{ type: 'thinking', text }] },
  }));
  // more than the network's own buffers take
  await api.append(runId, thoughts.slice(0, 40));
  await api.append(runId, thoughts.slice(40));
  const waiting = (): number => {
    const amounts = [...server.websocketServer.clients].map(({ bufferedAmount }) => Number(bufferedAmount));
    return Math.max(...amounts);
  };
  await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
  // another one asks, is answered, and goes
  const other = open(url);
  await api.end(await other.runId);
  await other.closed;
  expect(waiting()).toBeLessThan(2 * text.length);
  silent.destroy();
  await api.end(runId);
}, 30_000);
