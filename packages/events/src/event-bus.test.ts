import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { createInProcessEventBus } from './create-in-process-event-bus.ts';
import { createPostgresEventBus } from './create-postgres-event-bus.ts';
import { createRedisEventBus } from './create-redis-event-bus.ts';
import type { EventBus } from './event-bus.ts';

const serverUrl = process.env['TEST_DATABASE_URL'];
const redisUrl = process.env['TEST_REDIS_URL'];
/** A database of its own: what is notified, and whose connections are cut, stays within it. */
const databaseName = `events_${randomUUID().replaceAll('-', '')}`;
const databaseUrl = serverUrl && Object.assign(new URL(serverUrl), { pathname: databaseName }).href;

const query = async (sql: string, connectionString = databaseUrl): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
};

const openPostgres = (): Promise<EventBus> =>
  createPostgresEventBus({ databaseUrl: databaseUrl ?? '', log: () => undefined });

beforeAll(async () => {
  if (serverUrl !== undefined) await query(`create database ${databaseName}`, serverUrl);
});

afterAll(async () => {
  if (serverUrl !== undefined) await query(`drop database ${databaseName} with (force)`, serverUrl);
});

/** Two ends of one bus: the same object in one process, two connections between processes. */
const adapters: [string, () => Promise<[EventBus, EventBus]>][] = [
  [
    'in-process',
    async () => {
      const bus = createInProcessEventBus();
      return [bus, bus];
    },
  ],
];
if (databaseUrl !== undefined) adapters.push(['PostgreSQL', () => Promise.all([openPostgres(), openPostgres()])]);
if (redisUrl !== undefined) {
  const openRedis = (): Promise<EventBus> => createRedisEventBus({ redisUrl, log: () => undefined });
  adapters.push(['Redis', () => Promise.all([openRedis(), openRedis()])]);
}

/** The next `count` messages of a topic. */
const collect = (bus: EventBus, topic: string, count: number): Promise<string[]> => {
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const messages: string[] = [];
  const stop = bus.subscribe(topic, (message) => {
    messages.push(message);
    if (messages.length < count) return;
    stop();
    resolve(messages);
  });
  return promise;
};

describe.each(adapters)('%s', (name, open) => {
  const opened: EventBus[] = [];
  const openPair = async (): Promise<[EventBus, EventBus]> => {
    const pair = await open();
    opened.push(...pair);
    return pair;
  };

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((bus) => bus.close()));
  });

  test('messages reach every listener of their topic, the publisher’s own included, in order', async () => {
    const [one, two] = await openPair();
    const topic = `order ${name}`;
    const expected = Array.from({ length: 500 }, (_, index) => `${index} ${'é'.repeat(40)}`);
    const received = Promise.all([collect(one, topic, 500), collect(two, topic, 500), collect(two, topic, 500)]);
    for (const message of expected) one.publish(topic, message);
    expect(await received).toEqual([expected, expected, expected]);
  });

  test('a listener gets no other topic’s messages, and none after it stopped', async () => {
    const [one, two] = await openPair();
    const wrong: string[] = [];
    const stop = two.subscribe(`a ${name}`, (message) => wrong.push(message));
    stop();
    two.subscribe(`b ${name}`, (message) => wrong.push(message));
    const end = collect(two, `c ${name}`, 1);
    one.publish(`a ${name}`, '1');
    one.publish(`c ${name}`, '2');
    expect(await end).toEqual(['2']);
    expect(wrong).toEqual([]);
  });

  test('long messages of many topics keep their order within each topic, and those of 7,000 bytes fit', async () => {
    const [one, two] = await openPair();
    const topics = Array.from({ length: 20 }, (_, index) => `text ${index} ${name}`);
    const toMessage = (index: number): string => {
      const head = `${index} ${'"'.repeat(index % 7)} `;
      const escaped = JSON.stringify(head).length - 2;
      return head + 'é'.repeat(index % 50 === 0 ? Math.floor((7000 - escaped) / 2) : 100);
    };
    const expected = Array.from({ length: 300 }, (_, index) => toMessage(index));
    const received = Promise.all(topics.map((topic) => collect(two, topic, expected.length)));
    for (const message of expected) for (const topic of topics) one.publish(topic, message);
    expect(await received).toEqual(topics.map(() => expected));
  });

  test('publishing on a closed bus does nothing', async () => {
    const [one] = await openPair();
    await one.close();
    expect(() => one.publish('x', 'y')).not.toThrow();
  });
});

if (databaseUrl !== undefined) {
  const toGap = (bus: EventBus): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    bus.onGap(resolve);
    return promise;
  };

  test('PostgreSQL: a lost connection comes back by itself and tells of the gap, other processes too', async () => {
    const [one, two] = await Promise.all([openPostgres(), openPostgres()]);
    one.publish('before', 'under way');
    const gaps = Promise.all([toGap(one), toGap(two)]);
    await query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'signalbox events' and datname = current_database()`,
    );
    await gaps;
    const received = collect(two, 'after', 1);
    one.publish('after', 'back');
    expect(await received).toEqual(['back']);
    await Promise.all([one.close(), two.close()]);
  });

  test('PostgreSQL: a message too long to be sent is a gap, and neither it nor a stranger’s message does harm', async () => {
    const [one, two] = await Promise.all([openPostgres(), openPostgres()]);
    const gap = toGap(two);
    const received = collect(two, 'next', 1);
    await query("select pg_notify('signalbox', 'not JSON'), pg_notify('signalbox', '[1, [2, 3], null]')");
    one.publish('long', 'x'.repeat(8000));
    one.publish('next', 'fine');
    await gap;
    expect(await received).toEqual(['fine']);
    await Promise.all([one.close(), two.close()]);
  });
}
