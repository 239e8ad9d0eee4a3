import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { RunDetail, StartedRun } from '@signalbox/contracts';
import { openTestDatabase, testEngines, unpackDatabase } from '@signalbox/database/testing';
import { ledgerToolsFolder } from '@signalbox/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { takePort } from '@signalbox/testing/take-port';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { watchWithCuts } from '../prove/live/watch-viewer.ts';
import { createRandom } from '../prove/random-numbers.ts';
import { ServerProcess } from '../prove/servers/server-process.ts';
import { readConfig } from './config.ts';
import { startServer } from './start-server.ts';

const newDataDir = (): string => makeTestFolder('watch');
const message = '1 + 1, then add 2, then add 3, then add 4, then add 5, then add 6';

test.each(testEngines)(
  'on %s, ten viewers cut off at random see exactly the log (S1)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const dataDir = newDataDir();
    if (!database) await unpackDatabase(dataDir);
    const settings = {
      PORT: '0',
      SIGNALBOX_DATA_DIR: dataDir,
      SIGNALBOX_DEMO_TOKENS_PER_SECOND: '300',
      LOG_LEVEL: 'silent',
    };
    const server = await startServer(readConfig([], { ...settings, DATABASE_URL: database?.url }));
    await server.ready;
    const headers = { authorization: `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}` };
    const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
      const response = await fetch(`${server.url}/trpc/${path}`, {
        ...init,
        headers: { ...headers, 'content-type': 'application/json' },
      });
      return z.object({ result: z.object({ data: z.unknown() }) }).parse(await response.json()).result.data;
    };
    const { runId } = StartedRun.parse(await ask('runs.start', { method: 'POST', body: JSON.stringify({ message }) }));
    const stream = { url: server.url, runId, headers };
    const viewers = await Promise.all(
      Array.from({ length: 10 }, (_, seed) => watchWithCuts(stream, createRandom(seed))),
    );
    const run = RunDetail.parse(await ask(`runs.get?input=${encodeURIComponent(JSON.stringify({ runId }))}`));
    const log = run.events.map((event) => event.seq);
    expect(run.status).toBe('completed');
    expect(log).toEqual(log.map((_, index) => index + 1));
    for (const viewer of viewers) expect(viewer.seen).toEqual(log);
    expect(viewers.reduce((sum, viewer) => sum + viewer.cuts, 0)).toBeGreaterThan(10);
    await server.stop();
    await database?.close();
  },
  60_000,
);

test('SIGTERM with an open stream and a run under way: exit 0, and the run goes on with the next start (G1)', async () => {
  const dataDir = newDataDir();
  const server = new ServerProcess({
    dataDir,
    port: await takePort(),
    toolsDir: ledgerToolsFolder,
    databaseUrl: undefined,
    providerLedger: join(dataDir, 'provider.jsonl'),
  });
  await server.start();
  const { runId } = StartedRun.parse(await server.call('mutation', 'runs.start', { message }));
  const authorization = `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}`;
  const input = encodeURIComponent(JSON.stringify({ runId }));
  const stream = await fetch(`${server.url}/trpc/runs.watch?input=${input}`, {
    headers: { authorization, accept: 'text/event-stream' },
  });
  expect(stream.ok).toBe(true);
  const ended = stream.text().then(
    () => 'ended',
    () => 'cut',
  );
  expect(await server.kill('SIGTERM')).toBe(0);
  expect(await ended).toBe('ended');
  await server.start();
  const { events } = RunDetail.parse(await server.call('query', 'runs.get', { runId }));
  const viewer = await watchWithCuts({ url: server.url, runId, headers: { authorization } }, () => 0.99);
  expect(viewer.seen.length).toBeGreaterThanOrEqual(events.length);
  expect(RunDetail.parse(await server.call('query', 'runs.get', { runId })).outputPreview).toBe('The result is 22.');
  await server.kill('SIGTERM');
}, 60_000);
