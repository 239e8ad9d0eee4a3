import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { runCommand } from '../testing/run-command.ts';
import { type StartedServer, startServer } from '../testing/start-server.ts';

const dataDir = makeTestFolder('load');
let server: StartedServer;
beforeAll(async () => void (server = await startServer(dataDir)), 60_000);
afterAll(() => server.stop());

const run = async (line: string): Promise<unknown> => {
  const settings = { SIGNALBOX_URL: server.url, SIGNALBOX_DATA_DIR: dataDir };
  const { exitCode, stdout, stderr } = await runCommand(line.split(' '), settings);
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};

/** The figures of the last days, of agents whose runs are in them. */
const summarise = async (days: number) => {
  const [from = '', until = ''] = [-days, 1].map((day) => new Date(Date.now() + day * 86_400_000).toISOString());
  return server.client.metrics.getSummary.query({ from, until });
};

test('seed load: as many runs as asked, spread over agents and days, with all that figures are made of', async () => {
  const answer = await run('seed load --runs 1200 --days 3 --json');
  expect(answer).toMatchObject({ runs: 1200, rows: 4800, rowsPerSecond: expect.any(Number) });
  const { current, activeAgents } = await summarise(4);
  expect([current.count, activeAgents]).toEqual([1200, 3]);
  expect(current.failed).toBeGreaterThan(20);
  expect(Math.min(current.costNanoUsd, current.unpricedCalls, current.p95DurationMs ?? 0)).toBeGreaterThan(0);
}, 60_000);

test('seed demo --days: a month of samples, once, and gone again', async () => {
  const before = (await summarise(4)).current.count;
  const { runs } = { runs: 0, ...Object(await run('seed demo --days 2 --json')) };
  expect(runs).toBeGreaterThan(20);
  expect(await run('seed demo --days 2 --json')).toMatchObject({ runs: 0 });
  expect((await summarise(4)).current.count).toBe(before + runs);
  expect(await run('seed demo --remove --json')).toMatchObject({ runs });
  expect((await summarise(4)).current.count).toBe(before);
  expect((await server.client.workspace.get.query({})).hasSampleData).toBe(false);
}, 60_000);
