import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { newId, StartedRun } from '@signalbox/contracts';
import { openTestDatabase, type TestDatabase, testEngines } from '@signalbox/database/testing';
import { ledgerToolsFolder } from '@signalbox/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { takePort } from '@signalbox/testing/take-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { countWholeTexts, judgeLiveText } from '../prove/live/judge-live-text.ts';
import { watchLiveText } from '../prove/live/live-viewer.ts';
import { createRandom } from '../prove/random-numbers.ts';
import { ServerProcess } from '../prove/servers/server-process.ts';

const message = `1 + 1${Array.from({ length: 11 }, (_, index) => `, then add ${index + 2}`).join('')}`;

describe.runIf(testEngines.includes('postgres'))('two web processes and a worker', () => {
  const dataDir = makeTestFolder('live');
  let database: TestDatabase;
  let web: ServerProcess;
  let otherWeb: ServerProcess;
  let worker: ServerProcess;

  const open = async (role: 'web' | 'worker'): Promise<ServerProcess> => {
    const server = new ServerProcess({
      dataDir,
      port: await takePort(),
      toolsDir: ledgerToolsFolder,
      databaseUrl: database.url,
      providerLedger: join(dataDir, 'provider.jsonl'),
      role,
      demoTokensPerSecond: 200,
    });
    await server.start();
    return server;
  };
  beforeAll(async () => {
    database = await openTestDatabase({ engine: 'postgres' });
    web = await open('web');
    [otherWeb, worker] = await Promise.all([open('web'), open('worker')]);
  }, 60_000);
  afterAll(async () => {
    const codes = await Promise.all([worker, otherWeb, web].map((server) => server.kill('SIGTERM')));
    await database.close();
    if (codes.some((code) => code !== 0)) throw new Error(`A server stopped with ${codes.join(', ')}.`);
  }, 60_000);

  const watch = ({ url }: ServerProcess, runId: string, { cuts = 0, seed = 0 } = {}) => {
    const headers = { authorization: `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}` };
    return watchLiveText({ url, runId, headers }, { cuts, random: createRandom(seed) });
  };

  test('viewers of either see the stream, and cut off at random exactly the log (S2, S3)', async () => {
    const { runId } = StartedRun.parse(await web.call('mutation', 'runs.start', { message }));
    const viewers = await Promise.all(
      [web, otherWeb].flatMap((server, side) =>
        [0, 0, 20, 20].map((cuts, index) => watch(server, runId, { cuts, seed: 10 * side + index }).ended),
      ),
    );
    for (const viewer of viewers) {
      expect(judgeLiveText(viewer)).toEqual([]);
      expect(viewer.events).toEqual(viewers[0]?.events);
    }
    // thirteen attempts; what a busy machine delays comes with the log's events
    const connected = viewers.filter(({ cuts }) => cuts === 0);
    for (const viewer of connected) expect(countWholeTexts(viewer)).toBeGreaterThan(3);
    expect(Math.max(...viewers.map(({ cuts }) => cuts))).toBe(20);
  }, 60_000);

  test('how far a tool is reaches viewers of either, who comes late too, and is over with the call', async () => {
    const ledger = join(dataDir, 'ledger.jsonl');
    const call = { tool: 'ledger_read', arguments: { ledger, value: 'x', delayMs: 60_000 } };
    const script = JSON.stringify({ run: newId(), turns: [{ calls: [call] }, { text: 'done' }] });
    const started = await web.call('mutation', 'runs.start', { message: script, model: 'scripted/scripted' });
    const { runId } = StartedRun.parse(started);
    const viewers = [watch(web, runId)];
    await expect.poll(() => viewers[0]?.viewer.progress, { timeout: 20_000 }).toEqual(['about to note x']);
    // the tool says nothing more: these get what it said before they came
    viewers.push(watch(otherWeb, runId), watch(otherWeb, runId), watch(web, runId));
    for (const { viewer } of viewers)
      await expect.poll(() => viewer.progress, { timeout: 5000 }).toEqual(['about to note x']);
    await web.call('mutation', 'runs.cancel', { runId });
    for (const { ended } of viewers) {
      const viewer = await ended;
      expect(viewer.faults).toEqual([]);
      expect(viewer.events.map(({ type }) => type).slice(-2)).toEqual(['tool-result', 'run-end']);
    }
  }, 60_000);
});
