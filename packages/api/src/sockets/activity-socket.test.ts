import { request } from 'node:http';
import type { Duplex } from 'node:stream';

import { newId } from '@signalbox/contracts';
import { testEngines } from '@signalbox/database/testing';
import { toActivityTopic, toAgentsTopic, toMetricsTopic, toWorkspaceTopic } from '@signalbox/events';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';

import { prepareScope } from '../rest/prepare-scope.ts';
import type { Principal } from '../services.ts';
import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { registerSocketRoutes } from './register-socket-routes.ts';
import { registerSockets } from './register-sockets.ts';

const Message = z.looseObject({ type: z.string() });

/** A connection upgraded to a socket, of which nothing is read. */
const openSilent = async (url: string): Promise<Duplex> => {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>();
  const key = { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  const asked = request(url, { headers: { connection: 'Upgrade', upgrade: 'websocket', ...key } });
  asked.on('upgrade', (_answer, connection) => resolve(connection.on('error', () => undefined)));
  asked.on('error', reject);
  asked.end();
  return promise;
};

describe.each(testEngines)('WS /ws/activity on %s', (engine) => {
  let api: TestApi;
  const servers: FastifyInstance[] = [];
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterEach(() => vi.waitUntil(() => api.services.openStreams.size === 0, { timeout: 10_000 }));
  afterAll(async () => {
    api.stopping.abort();
    await Promise.all(servers.map((server) => server.close()));
    await api.close();
  });

  const open = async (principal: Principal = api.principal) => {
    const server = fastify();
    servers.push(server);
    registerSockets(server);
    void server.register(async (plain) =>
      registerSocketRoutes(prepareScope(plain, async () => api.toContext(principal))),
    );
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/activity`);
    const messages: z.infer<typeof Message>[] = [];
    socket.addEventListener('message', ({ data }) => messages.push(Message.parse(JSON.parse(String(data)))));
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return { messages, socket, url };
  };
  const addEntry = async (changes: { readonly output?: string; readonly error?: string } = {}): Promise<string> => {
    const id = newId();
    const entry = {
      id,
      workspaceId: api.principal.workspaceId,
      agentId: api.agent.id,
      at: new Date('2026-11-21T10:00:00Z'),
    };
    const said = {
      type: 'end',
      status: 'success' as const,
      taskId: '123',
      output: null,
      error: null,
      durationMs: 1500,
    };
    const tags = {
      project: '',
      intent: 'implementation' as const,
      reason: '',
      details: null,
      sender: '{}',
      address: null,
      places: [],
    };
    await api.services.database.db
      .insertInto('activity')
      .values({ ...entry, ...said, ...tags, ...changes })
      .execute();
    return id;
  };
  const publish = (toTopic: (workspaceId: string) => string, message: string): void =>
    api.services.events.publish(toTopic(api.principal.workspaceId), message);

  test('a stored entry comes in the seed’s shape, its texts cut, to this workspace only', async () => {
    const [own, other] = [await open(), await open(await api.newPrincipal())];
    const id = await addEntry({ output: 'o'.repeat(1001), error: `${'e'.repeat(499)}😀e` });
    publish(toActivityTopic, id);
    await expect.poll(() => own.messages).toHaveLength(1);
    expect(own.messages).toEqual([
      {
        type: 'agent_activity_update',
        id,
        agent_id: api.agent.id,
        task_id: '123',
        status: 'success',
        output: 'o'.repeat(1000),
        error: `${'e'.repeat(499)}😀`,
        duration_ms: 1500,
        timestamp: '2026-11-21T10:00:00.000Z',
      },
    ]);
    expect(other.messages).toEqual([]);
    for (const { socket } of [own, other]) socket.close();
  });

  test('the end of a run comes once, however often the run is said to have changed', async () => {
    const { messages, socket } = await open();
    const { runId } = await api.caller.runs.start({ message: 'Hello' });
    await api.end(runId, 'The result is 15.');
    for (let round = 1; round <= 3; round += 1) {
      publish(toWorkspaceTopic, runId);
      publish(toMetricsTopic, '');
      await expect.poll(() => messages.filter(({ type }) => type === 'metrics_update')).toHaveLength(round);
    }
    const updates = messages.filter(({ type }) => type === 'agent_activity_update');
    expect(updates).toMatchObject([
      { id: runId, agent_id: api.agent.id, status: 'completed', output: 'The result is 15.', duration_ms: 1500 },
    ]);
    socket.close();
  });

  test('an agent’s status comes when it changed; what can’t be told one by one is said to be missing', async () => {
    const { messages, socket } = await open();
    await api.caller.agents.update({ agent: 'assistant', status: 'inactive' });
    await expect.poll(() => messages).toHaveLength(1);
    expect(messages).toEqual([
      { type: 'agent_status_update', agent_id: api.agent.id, status: 'inactive', is_archived: false },
    ]);
    for (let index = 0; index < 101; index += 1) publish(toAgentsTopic, newId());
    await expect.poll(() => messages.at(-1)).toEqual({ type: 'resync' });
    socket.send('whatever');
    socket.close();
  });

  test('who does not read is cut, and who reads beside it gets everything (S3)', async () => {
    const { messages, socket, url } = await open();
    const silent = await openSilent(`${url}/ws/activity`);
    await expect.poll(() => api.services.openStreams.size).toBe(2);
    const text = { output: '😀'.repeat(1000), error: '😀'.repeat(500) };
    const ids = await Promise.all(Array.from({ length: 100 }, () => addEntry(text)));
    let told = 0;
    for (; api.services.openStreams.size > 1 && told < 10_000; told += ids.length) {
      for (const id of ids) publish(toActivityTopic, id);
      await expect.poll(() => messages.length, { interval: 5, timeout: 5000 }).toBe(told + ids.length);
    }
    expect(api.services.openStreams.size).toBe(1);
    silent.destroy();
    socket.close();
  }, 30_000);
});
