import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { RunQueue } from './run-queue.ts';

describe.each(testEngines)('the queue of runs on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi({ engine });
  }, 30_000);
  afterAll(() => api.close());

  const start = () => api.caller.runs.start({ message: 'Hi' });
  const startPromptly = () => new RunQueue(api.services.database).startPromptly(start);

  test('refuses who waits for an answer while runs wait long for a worker, and nobody else', async () => {
    const { db } = api.services.database;
    const { runId } = await startPromptly();
    await startPromptly();
    const late = db.updateTable('runHeads').set({ wakeAt: new Date(Date.now() - 60_000) });
    await late.where('workspaceId', '=', api.principal.workspaceId).where('runId', '=', runId).execute();
    await expect(startPromptly()).rejects.toMatchObject({ code: 'server.busy', retryAfterMs: 2000 });
    await start();
    await api.end(runId);
    await startPromptly();
  });

  test('refuses more than can be started at once', async () => {
    const queue = new RunQueue(api.services.database);
    const { promise, resolve } = Promise.withResolvers<string>();
    const starting = Array.from({ length: 64 }, () => queue.startPromptly(() => promise));
    await expect(queue.startPromptly(start)).rejects.toMatchObject({ code: 'server.busy' });
    resolve('started');
    expect(new Set(await Promise.all(starting))).toEqual(new Set(['started']));
    await queue.startPromptly(start);
  });
});
