import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';

import { getActivity, observeAgent } from '@signalbox/database';
import { insertTestActivity, openTestDatabase, type TestDatabase } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { RedisServer } from '@signalbox/testing/redis-server';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { createMetrics } from '../create-metrics.ts';
import { openRedis } from '../open-redis.ts';
import { openActivityPlaces } from './open-activity-places.ts';

const log = pino({ level: 'silent' });

let database: TestDatabase;
let workspaceId: string;
let agentId: string;
beforeAll(async () => {
  database = await openTestDatabase();
}, 30_000);
afterAll(() => database.close());
beforeEach(async () => {
  workspaceId = await database.newWorkspace();
  ({ id: agentId } = await observeAgent(database.db, { workspaceId, agent: 'builder' }));
});

type Settings = { readonly memoryCommand?: string; readonly memoryUrl?: string; readonly redisUrl?: string };

const open = async ({ memoryCommand, memoryUrl, redisUrl }: Settings) => {
  const config = { memoryCommand, memoryUrl, dataDir: makeTestFolder('places') };
  const metrics = createMetrics({ countActiveRuns: () => 0, countOpenStreams: () => 0 });
  const redis = redisUrl === undefined ? undefined : await openRedis(redisUrl, log);
  const places = await openActivityPlaces({ config, database, redis, log, metrics });
  onTestFinished(async () => {
    await places.close();
    redis?.disconnect();
  });
  const insert = (output: string): Promise<string> =>
    insertTestActivity(database, { workspaceId, agentId, output, places: places.connected });
  const read = async (id: string) => {
    const { isInMemory, isCached } = await getActivity(database.db, { workspaceId, id });
    return { isInMemory, isCached };
  };
  return { places, metrics, redis, insert, read };
};

/** A store whose answers are these, at an address. */
const listen = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/mcp`;
};

const memoryServer = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-memory/dist/index.js'));
const reference = (): string =>
  `MEMORY_FILE_PATH='${makeTestFolder('memory')}/memory.jsonl' exec '${process.execPath}' '${memoryServer}'`;

test('without settings there is no place, and nothing waits', async () => {
  const { places, insert, read } = await open({});
  const id = await insert('x');
  await places.deliver(id, { patienceMs: 60_000 });
  expect(places.connected).toEqual([]);
  expect(places.listStates()).toEqual([]);
  expect(await places.search('x')).toBeUndefined();
  expect(await read(id)).toEqual({ isInMemory: null, isCached: null });
});

test('the memory store has an entry before the answer, and finds it', async () => {
  const { places, insert, read, metrics } = await open({ memoryCommand: reference() });
  const id = await insert('Deployed the site');
  await places.deliver(id, { patienceMs: 60_000 });
  expect(await read(id)).toEqual({ isInMemory: true, isCached: null });
  expect(await places.search('deployed')).toEqual([id]);
  expect(places.listStates()).toMatchObject([{ place: 'memory', state: 'closed', lastError: null }]);
  expect(await metrics.registry.getSingleMetricAsString('signalbox_activity_place_state')).toContain(
    'signalbox_activity_place_state{place="memory"} 0',
  );
});

describe('memory stores that are none', () => {
  const kinds: [string, () => Settings | Promise<Settings>][] = [
    ['a program that says nothing', () => ({ memoryCommand: 'exec sleep 60' })],
    ['a program that ends at once', () => ({ memoryCommand: 'exit 1' })],
    ['a program that is not there', () => ({ memoryCommand: 'no-such-program-anywhere 2>&1' })],
    ['a program that talks nonsense without end', () => ({ memoryCommand: 'yes' })],
    ['a program that talks without an end of the line', () => ({ memoryCommand: 'cat /dev/zero' })],
    ['an address where nobody is', () => ({ memoryUrl: 'http://127.0.0.1:9/mcp' })],
    ['an address that says nothing', async () => ({ memoryUrl: await listen(() => undefined) })],
    ['an address of something else', async () => ({ memoryUrl: await listen((_, reply) => void reply.end('<p>')) })],
    ['an address that hangs up', async () => ({ memoryUrl: await listen(({ socket }) => void socket.destroy()) })],
  ];
  test.each(kinds)(
    '%s: nobody waits longer than they want to, and the entries are kept for later',
    async (_, start) => {
      const { places, insert, read } = await open(await start());
      for (let count = 0; count < 10; count += 1) {
        const id = await insert('x');
        await places.deliver(id, { patienceMs: 50 });
        expect(await read(id)).toEqual({ isInMemory: false, isCached: null });
      }
      expect(await places.search('x')).toBeUndefined();
    },
  );

  test('after three failures nothing is asked for a minute, and the reason is told', async () => {
    const { places, insert, metrics } = await open({ memoryCommand: 'echo wrong >&2; exit 1' });
    await vi.waitUntil(
      async () => {
        await places.deliver(await insert('x'), { patienceMs: 50 });
        return places.listStates()[0]?.state === 'open';
      },
      { timeout: 10_000 },
    );
    expect(places.listStates()[0]?.lastError).toBe('The memory store can’t be opened. wrong');
    expect(await metrics.registry.getSingleMetricAsString('signalbox_activity_place_state')).toContain(
      'signalbox_activity_place_state{place="memory"} 2',
    );
  }, 15_000);
});

if (process.env['TEST_REDIS_URL'] !== undefined) {
  describe('Redis', () => {
    let server: RedisServer;
    beforeEach(async () => void (server = await RedisServer.open()));
    const stop = () => onTestFinished(() => server.stop());

    test('has an entry before the answer, for 24 hours, and the newest of its agent in their order', async () => {
      stop();
      const { places, redis, insert, read } = await open({ redisUrl: server.url });
      const ids: string[] = [];
      for (const output of ['One', 'Two']) {
        const id = await insert(output);
        await places.deliver(id, { patienceMs: 60_000 });
        expect(await read(id)).toEqual({ isInMemory: null, isCached: true });
        ids.push(id);
      }
      const key = `signalbox:activity:${workspaceId}:${ids[0] ?? ''}`;
      const list = `signalbox:agent-activity:${workspaceId}:${agentId}`;
      expect(JSON.parse((await redis?.get(key)) ?? '')).toMatchObject({ output: 'One', who: { agent_id: 'builder' } });
      expect(await redis?.ttl(key)).toBeGreaterThan(23 * 3600);
      expect(await redis?.zrange(list, '0', '-1')).toEqual(ids);
    });

    test('stopped, it holds nobody up; started, it gets what it has missed', async () => {
      stop();
      vi.useFakeTimers({ toFake: ['Date'] });
      onTestFinished(() => void vi.useRealTimers());
      const { places, insert, read } = await open({ redisUrl: server.url });
      await server.stop();
      await vi.waitUntil(async () => {
        await places.deliver(await insert('lost'), { patienceMs: 50 });
        return places.listStates()[0]?.state === 'open';
      });
      const missed = await insert('missed');
      await places.deliver(missed, { patienceMs: 60_000 });
      expect(await read(missed)).toEqual({ isInMemory: null, isCached: false });
      await server.start();
      vi.advanceTimersByTime(60_000);
      await vi.waitUntil(async () => (await read(missed)).isCached === true, { timeout: 10_000 });
    }, 20_000);

    test('paused, it holds nobody up longer than they want to', async () => {
      stop();
      const { places, insert, read } = await open({ redisUrl: server.url });
      await places.deliver(await insert('first'), { patienceMs: 60_000 });
      server.pause();
      const id = await insert('second');
      await places.deliver(id, { patienceMs: 50 });
      expect(await read(id)).toEqual({ isInMemory: null, isCached: false });
    });
  });
}
