import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { openTestDatabase, type TestDatabase, testEngines } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { RedisServer } from '@signalbox/testing/redis-server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

import { readConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';

const Chat = z.object({ response: z.string(), status: z.string() });
const Logged = z.object({ status: z.string(), stored_in_redis: z.boolean() });
const answered = { response: 'The result is 45.', status: 'completed' };

const start = (args: string[], settings: NodeJS.ProcessEnv): Promise<RunningServer> => {
  const usual = { PORT: '0', SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0', LOG_LEVEL: 'silent' };
  return startServer(readConfig(args, { ...usual, ...settings }));
};

const post = async <Answer extends z.ZodType>(
  { url, dataDir, path }: { readonly url: string; readonly dataDir: string; readonly path: string },
  body: object,
  answer: Answer,
): Promise<z.infer<Answer>> => {
  const key = readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return answer.parse(await response.json());
};

/** What a server answers to a chat, and whether Redis has the activity that it is told. */
const use = async (url: string, dataDir: string): Promise<[z.infer<typeof Chat>, boolean]> => {
  const chat = await post({ url, dataDir, path: 'chat' }, { message: 'What is 5 + 10, then multiply by 3?' }, Chat);
  const activity = { agent_id: 'builder', status: 'success' };
  const logged = await post({ url, dataDir, path: 'agents/activity' }, activity, Logged);
  return [chat, logged.stored_in_redis];
};

test('a Redis that is not there: the server starts, answers, and says what is not in it (D8)', async () => {
  const dataDir = makeTestFolder('no-redis');
  // nobody listens on this port
  const server = await start([], { SIGNALBOX_DATA_DIR: dataDir, REDIS_URL: 'redis://127.0.0.1:1' });
  onTestFinished(() => server.stop());
  await server.ready;
  expect(await use(server.url, dataDir)).toEqual([answered, false]);
}, 30_000);

if (testEngines.includes('postgres') && process.env['TEST_REDIS_URL'] !== undefined) {
  describe('a web process and a worker over PostgreSQL and Redis (D8)', () => {
    let database: TestDatabase;
    let redis: RedisServer;
    let web: RunningServer;
    let worker: RunningServer;
    const dataDir = makeTestFolder('redis');

    beforeAll(async () => {
      [database, redis] = await Promise.all([openTestDatabase({ engine: 'postgres' }), RedisServer.open()]);
      const settings = { SIGNALBOX_DATA_DIR: dataDir, DATABASE_URL: database.url, REDIS_URL: redis.url };
      [web, worker] = [await start(['--role', 'web'], settings), await start(['--role', 'worker'], settings)];
      await Promise.all([web.ready, worker.ready]);
    }, 30_000);
    afterAll(async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await redis.stop();
      await database.close();
    });

    // the worker hears of a run, and the web process of its end
    test('runs are answered and activity is cached with it; both go on without it, and with it again', async () => {
      const chat = async () => (await use(web.url, dataDir))[0];
      expect(await use(web.url, dataDir)).toEqual([answered, true]);
      await redis.stop();
      expect(await use(web.url, dataDir)).toEqual([answered, false]);
      await redis.start();
      expect(await chat()).toEqual(answered);
      redis.pause();
      expect(await use(web.url, dataDir)).toEqual([answered, false]);
      redis.resume();
      expect([await chat(), await chat()]).toEqual([answered, answered]);
    }, 60_000);
  });
}
