import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openTestDatabase, type TestDatabase, testEngines } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { RedisServer } from '@signalbox/testing/redis-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';

const Chat = z.object({ response: z.string(), status: z.string() });
const Logged = z.object({ status: z.string(), stored_in_redis: z.boolean() });

if (testEngines.includes('postgres') && process.env['TEST_REDIS_URL'] !== undefined) {
  describe('a web process and a worker over PostgreSQL and Redis (D8)', () => {
    let database: TestDatabase;
    let redis: RedisServer;
    let web: RunningServer;
    let worker: RunningServer;
    const dataDir = makeTestFolder('redis');

    const start = (role: 'web' | 'worker'): Promise<RunningServer> =>
      startServer(
        readConfig(['--role', role], {
          PORT: '0',
          SIGNALBOX_DATA_DIR: dataDir,
          SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0',
          LOG_LEVEL: 'silent',
          DATABASE_URL: database.url,
          REDIS_URL: redis.url,
        }),
      );
    beforeAll(async () => {
      [database, redis] = await Promise.all([openTestDatabase({ engine: 'postgres' }), RedisServer.open()]);
      [web, worker] = [await start('web'), await start('worker')];
      await Promise.all([web.ready, worker.ready]);
    }, 30_000);
    afterAll(async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await redis.stop();
      await database.close();
    });

    const post = async <Answer extends z.ZodType>(
      path: string,
      body: object,
      answer: Answer,
    ): Promise<z.infer<Answer>> => {
      const key = readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
      const response = await fetch(`${web.url}/api/v1/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      return answer.parse(await response.json());
    };
    /** The worker hears of a run, and the web process of its end. */
    const chat = () => post('chat', { message: 'What is 5 + 10, then multiply by 3?' }, Chat);
    const log = () => post('agents/activity', { agent_id: 'builder', status: 'success' }, Logged);
    const answered = { response: 'The result is 45.', status: 'completed' };

    test('runs are answered and activity is cached with it; both go on without it, and with it again', async () => {
      expect([await chat(), (await log()).stored_in_redis]).toEqual([answered, true]);
      await redis.stop();
      expect([await chat(), (await log()).stored_in_redis]).toEqual([answered, false]);
      await redis.start();
      expect(await chat()).toEqual(answered);
      redis.pause();
      expect([await chat(), (await log()).stored_in_redis]).toEqual([answered, false]);
      redis.resume();
      expect([await chat(), await chat()]).toEqual([answered, answered]);
    }, 60_000);
  });
}
