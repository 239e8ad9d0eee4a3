import { AppError, defaultRequestsPerMinute } from '@signalbox/contracts';
import { RedisServer } from '@signalbox/testing/redis-server';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { createRateLimits, type RateLimits } from './rate-limits.ts';

const take = (limits: RateLimits, requestsPerMinute: number | null = 2, points = 1): Promise<string> =>
  limits.take({ limitClass: 'read', principalId: 'user 1', requestsPerMinute, points }).then(
    () => 'taken',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

test('a process counts for itself', async () => {
  const limits = createRateLimits();
  expect([await take(limits), await take(limits), await take(limits)]).toEqual([
    'taken',
    'taken',
    'request.rate-limited',
  ]);
  expect(await take(limits, Infinity)).toBe('taken');
  expect(await take(createRateLimits())).toBe('taken');
});

test('who has no limit of their own may take the default as often as told', async () => {
  const limits = createRateLimits({ generosity: 2 });
  const takeAll = (): Promise<string> => take(limits, null, defaultRequestsPerMinute.read);
  expect([await takeAll(), await takeAll(), await takeAll()]).toEqual(['taken', 'taken', 'request.rate-limited']);
  expect([await take(limits, 1), await take(limits, 1)]).toEqual(['taken', 'request.rate-limited']);
});

if (process.env['TEST_REDIS_URL'] !== undefined) {
  describe('with Redis', () => {
    let server: RedisServer;
    beforeEach(async () => void (server = await RedisServer.open()));
    afterEach(() => server.stop());

    const open = async (): Promise<RateLimits> => {
      const redis = new Redis(server.url, {
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        commandTimeout: 250,
        retryStrategy: () => 50,
      });
      redis.on('error', () => undefined);
      await vi.waitUntil(() => redis.status === 'ready');
      onTestFinished(() => redis.disconnect());
      return createRateLimits({ redis });
    };

    test('all processes count in one account', async () => {
      const [one, two] = [await open(), await open()];
      expect([await take(one), await take(two)]).toEqual(['taken', 'taken']);
      expect([await take(one), await take(two)]).toEqual(['request.rate-limited', 'request.rate-limited']);
    });

    test('while it is away each process counts for itself, and nothing fails', async () => {
      const [one, two] = [await open(), await open()];
      await server.stop();
      for (const limits of [one, two]) {
        expect([await take(limits), await take(limits)]).toEqual(['taken', 'taken']);
        expect(await take(limits)).toBe('request.rate-limited');
      }
      await server.start();
      // its account begins anew
      await vi.waitUntil(async () => (await take(one)) === 'taken', { timeout: 10_000 });
    }, 15_000);

    test('while it is silent each process counts for itself', async () => {
      const limits = await open();
      server.pause();
      expect([await take(limits), await take(limits), await take(limits)]).toEqual([
        'taken',
        'taken',
        'request.rate-limited',
      ]);
    });
  });
}
