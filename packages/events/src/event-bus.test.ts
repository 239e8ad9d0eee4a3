import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';

import { createInProcessEventBus } from './create-in-process-event-bus.ts';
import { createPostgresEventBus } from './create-postgres-event-bus.ts';
import type { EventBus } from './event-bus.ts';

const databaseUrl = process.env['TEST_DATABASE_URL'];
const log = (): void => undefined;

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
if (databaseUrl !== undefined) {
  adapters.push([
    'PostgreSQL',
    () => Promise.all([createPostgresEventBus({ databaseUrl, log }), createPostgresEventBus({ databaseUrl, log })]),
  ]);
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

  test('publishing on a closed bus does nothing', async () => {
    const [one] = await openPair();
    await one.close();
    expect(() => one.publish('x', 'y')).not.toThrow();
  });
});

if (databaseUrl !== undefined) {
  test('PostgreSQL: a lost connection comes back by itself and tells of the gap', async () => {
    const bus = await createPostgresEventBus({ databaseUrl, log });
    const gap = Promise.withResolvers<void>();
    bus.onGap(gap.resolve);
    const admin = new pg.Client({ connectionString: databaseUrl });
    await admin.connect();
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'signalbox events'",
    );
    await admin.end();
    await gap.promise;
    const received = collect(bus, 'after', 1);
    bus.publish('after', 'back');
    expect(await received).toEqual(['back']);
    await bus.close();
  });
}
