import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { StartedRun } from '@signalbox/contracts';
import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { ledgerToolsFolder } from '@signalbox/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { countWholeTexts, judgeLiveText } from '../prove/judge-live-text.ts';
import { watchLiveText } from '../prove/live-viewer.ts';
import { createRandom } from '../prove/random-numbers.ts';
import { findPort, ServerProcess } from '../prove/server-process.ts';

const message = `1 + 1${Array.from({ length: 11 }, (_, index) => `, then add ${index + 2}`).join('')}`;

test.runIf(testEngines.includes('postgres'))(
  'two web processes and a worker: viewers of either see the stream, and cut off at random exactly the log (S2, S3)',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const dataDir = makeTestFolder('live');
    const open = async (role: 'web' | 'worker'): Promise<ServerProcess> => {
      const server = new ServerProcess({
        dataDir,
        port: await findPort(),
        toolsDir: ledgerToolsFolder,
        databaseUrl: database.url,
        providerLedger: join(dataDir, 'provider.jsonl'),
        role,
        demoTokensPerSecond: 200,
      });
      await server.start();
      return server;
    };
    const web = await open('web');
    const [otherWeb, worker] = await Promise.all([open('web'), open('worker')]);
    const { runId } = StartedRun.parse(await web.call('mutation', 'runs.start', { message }));
    const headers = { authorization: `Bearer ${readFileSync(join(dataDir, 'cli-token'), 'utf8').trim()}` };
    const viewers = await Promise.all(
      [web.url, otherWeb.url].flatMap((url, side) =>
        [0, 0, 20, 20].map((cuts, index) =>
          watchLiveText({ url, runId, headers }, { cuts, random: createRandom(10 * side + index) }),
        ),
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
    expect(await Promise.all([worker, otherWeb, web].map((server) => server.kill('SIGTERM')))).toEqual([0, 0, 0]);
    await database.close();
  },
  90_000,
);
