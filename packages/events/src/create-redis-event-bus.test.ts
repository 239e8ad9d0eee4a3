import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

import { RedisServer } from '@signalbox/testing/redis-server';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

import { createRedisEventBus } from './create-redis-event-bus.ts';
import type { EventBus } from './event-bus.ts';

const open = async (redisUrl: string, logs: string[] = []): Promise<EventBus> => {
  const bus = await createRedisEventBus({ redisUrl, log: (message) => logs.push(message) });
  onTestFinished(() => bus.close());
  return bus;
};

const nextGap = (bus: EventBus): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = bus.onGap(() => {
    stop();
    resolve();
  });
  return promise;
};

const nextMessage = (bus: EventBus, topic: string): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const stop = bus.subscribe(topic, (message) => {
    stop();
    resolve(message);
  });
  return promise;
};

/** Sends until the other one hears: how long that takes is what the test's own limit holds. */
const sendUntilHeard = async (one: EventBus, two: EventBus): Promise<void> => {
  const heard = nextMessage(two, 'back');
  const timer = setInterval(() => one.publish('back', 'again'), 20);
  await heard;
  clearInterval(timer);
};

/** Something on a port that takes connections and is no Redis. */
const listen = async (onConnection: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `redis://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

const isRedisThere = process.env['TEST_REDIS_URL'] !== undefined;

if (isRedisThere) {
  describe('a Redis that goes away', () => {
    let server: RedisServer;
    beforeEach(async () => void (server = await RedisServer.open()));
    afterEach(() => server.stop());

    test('stopped and started, it is used again within 10 s, and tells of the gap', async () => {
      const logs: string[] = [];
      const [one, two] = await Promise.all([open(server.url, logs), open(server.url)]);
      await server.stop();
      one.publish('lost', 'nobody else hears this');
      // once because it is away, and as long as it is
      await nextGap(two);
      await nextGap(two);
      await server.start();
      await nextGap(two);
      await sendUntilHeard(one, two);
      expect(logs).toEqual([expect.stringContaining('read from the database until Redis is back')]);
    }, 10_000);

    test('paused, listeners are told to read the database, and it is used again when it goes on', async () => {
      const [one, two] = await Promise.all([open(server.url), open(server.url)]);
      server.pause();
      await nextGap(two);
      const own = nextMessage(one, 'own');
      one.publish('own', 'heard all the same');
      expect(await own).toBe('heard all the same');
      server.resume();
      await sendUntilHeard(one, two);
    }, 15_000);

    test('a message too long to be sent is a gap, and neither it nor a stranger’s message does harm', async () => {
      const [one, two] = await Promise.all([open(server.url), open(server.url)]);
      const gap = nextGap(two);
      const received = nextMessage(two, 'next');
      const stranger = new Redis(server.url);
      await stranger.publish('signalbox', 'not JSON');
      await stranger.publish('signalbox', '[1, [2, 3], null]');
      await stranger.publish('signalbox', '["other", 1, 2]');
      stranger.disconnect();
      one.publish('long', 'x'.repeat(8000));
      one.publish('next', 'fine');
      await gap;
      expect(await received).toBe('fine');
    });
  });
}

describe('what is no Redis', () => {
  const kinds: [string, (socket: Socket) => void][] = [
    ['says nothing', () => undefined],
    ['answers nonsense', (socket) => socket.on('data', () => socket.write('\u0000<html>no\r\n'))],
    ['hangs up', (socket) => void socket.destroy()],
  ];
  test.each(kinds)('one that %s: messages reach this process, listeners read the database', async (_, behave) => {
    const bus = await open(await listen(behave));
    const received = nextMessage(bus, 'own');
    bus.publish('own', 'heard');
    expect(await received).toBe('heard');
    await nextGap(bus);
  });
});
