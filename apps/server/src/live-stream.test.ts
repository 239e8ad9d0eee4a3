import { setTimeout as delay } from 'node:timers/promises';

import { newId } from '@signalbox/contracts';
import { toActivityTopic, toAgentsTopic, toMetricsTopic, toWorkspaceTopic } from '@signalbox/events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { openWiredServer, type WiredServer } from './testing/open-wired-server.ts';
import { RawStream } from './testing/raw-stream.ts';

let server: WiredServer;
beforeAll(async () => void (server = await openWiredServer()), 30_000);
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const Created = z.object({ result: z.object({ data: z.object({ id: z.string(), key: z.string() }) }) });

const mutate = async (procedure: string, input: object): Promise<unknown> => {
  const headers = { ...json, authorization: `Bearer ${server.key}` };
  const init = { method: 'POST', headers, body: JSON.stringify(input) };
  return (await fetch(`${server.url}/trpc/${procedure}`, init)).json();
};
const createKey = async (scope: 'read' | 'ingest') =>
  Created.parse(await mutate('apiKeys.create', { name: scope, scopes: [scope], requestsPerMinute: 100_000 })).result
    .data;

const open = (input: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<RawStream> =>
  RawStream.open(server.url, input, { authorization: `Bearer ${server.key}`, ...headers });

const publish = (toTopic: (workspaceId: string) => string, message: string): void =>
  server.services.events.publish(toTopic(server.workspaceId), message);

/** Who watches a run is served by tRPC, who watches none by the hub: what both say of the workspace is the same. */
describe.each([
  ['the hub alone', []],
  ['a run too', [{ runId: newId(), afterSeq: 0 }]],
])('live.watch over HTTP, of %s', (_name, runs) => {
  test('says what changes, each kind together, from one reset on', async () => {
    const stream = await open({ runs });
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    await stream.until('reset');
    expect(stream.messages[0]).toEqual({
      event: 'connected',
      id: undefined,
      data: '{"reconnectAfterInactivityMs":15000}',
    });
    const [run, entry, agent] = [newId(), newId(), newId()];
    publish(toWorkspaceTopic, run);
    publish(toActivityTopic, entry);
    publish(toAgentsTopic, agent);
    publish(toMetricsTopic, '');
    await stream.until('metrics-changed');
    expect(stream.frames.filter(({ type }) => type !== 'run-gone')).toEqual([
      { type: 'reset' },
      { type: 'runs-changed', runIds: [run] },
      { type: 'activity-added', activityIds: [entry] },
      { type: 'agents-changed', agentIds: [agent] },
      { type: 'metrics-changed' },
    ]);
    stream.leave();
  });

  test('goes on where the viewer was, and with one reset where that can’t be known', async () => {
    const first = await open({ runs });
    await first.until('reset');
    const { lastId } = first;
    first.leave();
    const missed = newId();
    publish(toWorkspaceTopic, missed);
    await delay(150);
    const byHeader = await open({ runs }, { 'last-event-id': lastId });
    const byInput = await open({ runs, lastEventId: lastId });
    for (const stream of [byHeader, byInput]) {
      await stream.until('runs-changed');
      expect(stream.frames.filter(({ type }) => type !== 'run-gone')).toEqual([
        { type: 'runs-changed', runIds: [missed] },
      ]);
      stream.leave();
    }
    for (const lastEventId of ['999999999', lastId.replace('.', '.9'), 'elsewhere.1', '~', '\u0000']) {
      const stream = await open({ runs, lastEventId });
      await stream.until('reset');
      expect(stream.frames.filter(({ type }) => type !== 'run-gone')).toEqual([{ type: 'reset' }]);
      stream.leave();
    }
  });

  test('is kept alive while nothing happens', async () => {
    const stream = await open({ runs });
    await stream.until('ping');
    expect(stream.messages.at(-1)).toEqual({ event: 'ping', id: undefined, data: '' });
    stream.leave();
  }, 15_000);

  test('ends within 5 s of its key, and says why', async () => {
    const { id, key } = await createKey('read');
    const stream = await open({ runs }, { authorization: `Bearer ${key}` });
    await stream.until('reset');
    const revokedAt = performance.now();
    await mutate('apiKeys.revoke', { id });
    await stream.until('serialized-error');
    expect(performance.now() - revokedAt).toBeLessThan(6000);
    expect(stream.messages.at(-1)?.data).toContain('"appCode":"auth.required"');
    await stream.ended;
  }, 15_000);

  test('is refused as every other call is', async () => {
    const { key } = await createKey('ingest');
    const refusals = [
      [{ authorization: 'Bearer wrong' }, 'auth.required'],
      [{ authorization: `Bearer ${key}` }, 'auth.forbidden'],
    ] as const;
    for (const [headers, code] of refusals) {
      const stream = await open({ runs }, headers);
      await stream.ended;
      expect(stream.messages.map(({ event }) => event)).toEqual(['connected', 'serialized-error']);
      expect(stream.messages[1]?.data).toContain(`"appCode":"${code}"`);
    }
    const stream = await open({ runs, surprise: 1 });
    await stream.ended;
    expect(stream.messages[1]?.data).toContain('"appCode":"request.invalid"');
  });
});

test('streams are counted while they are open, and bounded for each key', async () => {
  const { key } = await createKey('read');
  const headers = { authorization: `Bearer ${key}` };
  const streams = await Promise.all(Array.from({ length: 205 }, () => open({}, headers)));
  const refused = streams.filter(({ response }) => response.status === 429);
  expect(refused).toHaveLength(5);
  for (const { response } of refused) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(server.services.openStreams.size).toBe(200);
  for (const stream of streams) stream.leave();
  await expect.poll(() => server.services.openStreams.size).toBe(0);
  const again = await open({}, headers);
  await again.until('reset');
  again.leave();
});
