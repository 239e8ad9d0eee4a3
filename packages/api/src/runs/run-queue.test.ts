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
    const runIds: string[] = [];
    for (let index = 0; index < 11; index += 1) runIds.push((await start()).runId);
    const setDue = (ids: readonly string[], inMs: number) =>
      db
        .updateTable('runHeads')
        .set({ wakeAt: new Date(Date.now() + inMs) })
        .where('workspaceId', '=', api.principal.workspaceId)
        .where('runId', 'in', ids)
        .execute();
    await setDue(runIds, -60_000);
    await setDue(runIds.slice(0, 1), 60_000);
    await startPromptly();
    await setDue(runIds, -60_000);
    await expect(startPromptly()).rejects.toMatchObject({ code: 'server.busy', retryAfterMs: 2000 });
    await start();
    for (const runId of runIds) await api.end(runId);
    await startPromptly();
  });

  test('refuses more than can be started at once', async () => {
    const queue = new RunQueue(api.services.database);
    const { promise, resolve } = Promise.withResolvers<string>();
    const starting = Array.from({ length: 32 }, () => queue.startPromptly(() => promise));
    await expect(queue.startPromptly(start)).rejects.toMatchObject({ code: 'server.busy' });
    resolve('started');
    expect(new Set(await Promise.all(starting))).toEqual(new Set(['started']));
    await queue.startPromptly(start);
  });
});
