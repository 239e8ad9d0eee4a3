import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { runCommand } from '../testing/run-command.ts';
import { type StartedServer, startServer } from '../testing/start-server.ts';

const dataDir = join(makeTestFolder('prices'), 'data');
let server: StartedServer;
beforeAll(async () => {
  server = await startServer(dataDir, { OPENAI_API_KEY: 'sk', OPENAI_BASE_URL: 'http://127.0.0.1:9' });
}, 60_000);
afterAll(() => server.stop());

const reprice = (...args: string[]) =>
  runCommand(['prices', 'reprice', ...args], { SIGNALBOX_URL: server.url, SIGNALBOX_DATA_DIR: dataDir });

test('a price from an earlier day counts for runs since then, once they are repriced', async () => {
  const { runs, prices } = server.client;
  const models = [{ name: 'openai/new-model', inputTokens: 2_000_000 }];
  const run = { createdAt: '2026-11-10T10:00:00Z', status: 'completed', models };
  await runs.report.mutate({ agent: 'mailer', version: '1.0', runs: [run] });
  const usdPerMTok = { inputFresh: 1.25, outputText: 10 };
  await prices.update.mutate({ provider: 'openai', model: 'new-model', validFrom: '2026-11-01', usdPerMTok });
  const costs = async () => (await runs.list.query({})).items.map(({ costNanoUsd }) => costNanoUsd);

  const preview = await reprice('--from', '2026-11-01', '--dry-run');
  expect(preview.stdout).toMatch(/^openai\/new-model +\$0\.0000 → \$2\.5000 in 1 run, unpriced calls 1 → 0, kept 0$/m);
  expect(preview.stdout).toContain('To change: 1 run, and');
  expect(await costs()).toEqual([0]);

  expect((await reprice('--from', '2026-11-01', '--model', 'other')).stdout).toContain('Repriced: 0 runs, and');
  const { stdout } = await reprice('--from', '2026-11-01', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    runs: 1,
    models: [{ model: 'openai/new-model', costNanoUsdAfter: 2.5e9 }],
  });
  expect(await costs()).toEqual([2.5e9]);
});

test('a wrong day is wrong usage', async () => {
  expect(await reprice('--from', 'yesterday')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('It must be a day, such as 2026-11-01.'),
  });
});
