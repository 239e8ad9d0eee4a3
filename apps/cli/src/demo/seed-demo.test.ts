import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { runCommand } from '../testing/run-command.ts';
import { type StartedServer, startServer } from '../testing/start-server.ts';
import { isCourierOffered } from './demo-courier.ts';
import { planDemo } from './plan-demo.ts';
import { seedDemo } from './seed-demo.ts';

const atOnce = { SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0' };
const whole = { completed: 30, failed: 8, waiting: 1, cancelled: 1 };

describe('on a server', () => {
  const dataDir = makeTestFolder('seed');
  const courier = join(dataDir, 'tools', 'demo-courier.tool.ts');
  let server: StartedServer;
  let settings: Record<string, string>;
  beforeAll(async () => {
    server = await startServer(dataDir, atOnce);
    settings = { SIGNALBOX_URL: server.url, SIGNALBOX_DATA_DIR: dataDir };
  }, 60_000);
  afterAll(() => server.stop());

  const run = (line: string, environment: Record<string, string> = {}) =>
    runCommand(line.split(' '), { ...settings, ...environment });
  const seed = async (line = 'seed demo --json', environment: Record<string, string> = {}): Promise<unknown> => {
    const { exitCode, stdout, stderr } = await run(line, environment);
    if (exitCode !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };
  const listRuns = async () => (await server.client.runs.list.query({ limit: 100 })).items;
  const listSlugs = async () => (await server.client.agents.list.query({})).items.map(({ slug }) => slug).toSorted();

  beforeEach(() => seed('seed demo --remove --json'), 30_000);

  test('the demo model runs it all now: failures, a waiting one and a cancelled one among them', async () => {
    const demo = await seed();
    expect(demo).toMatchObject({ seed: 7, agents: { length: 5 }, runs: whole, leftOut: 0 });
    const runs = await listRuns();
    const failures = runs.flatMap(({ error }) => error?.code ?? []).toSorted();
    const missing = Array.from({ length: 4 }, () => 'model.not-found');
    expect(failures).toEqual([...missing, 'run.step-limit', 'run.step-limit', 'run.time-limit', 'run.tool-call-limit']);
    expect(runs.filter(({ status }) => status === 'waiting')).toMatchObject([{ waitsFor: 'unknown-outcome' }]);
    const agents = (await server.client.agents.list.query({ project: 'demo' })).items;
    expect(agents.map(({ description }) => description)).toEqual(
      agents.map(() => expect.stringContaining('Sample data')),
    );
    expect(agents.filter(({ status }) => status === 'error').map(({ slug }) => slug)).toEqual(['demo-web-researcher']);
    const versions = await server.client.agents.listVersions.query({ agent: 'demo-margin-analyst' });
    expect(versions.items.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(agents.find(({ slug }) => slug === 'demo-margin-analyst')?.version).toBe(2);
  }, 60_000);

  test('a second time nothing is doubled, another seed is refused, and after a removal it is the same again', async () => {
    const shapeOf = async () =>
      (await listRuns()).map((each) => [each.agentSlug, each.version, each.inputPreview, each.status]).toSorted();
    const first = await seed();
    const shape = await shapeOf();
    expect(shape).toHaveLength(40);
    expect(await seed()).toEqual(first);
    expect(await shapeOf()).toEqual(shape);
    const other = await run('seed demo --seed 8');
    expect(other).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('of seed 7 is there. Remove it first'),
    });
    expect(await seed('seed demo --remove --json')).toEqual({ agents: 5, runs: 40, archived: [] });
    expect([await listRuns(), await listSlugs()]).toEqual([[], ['assistant', 'bare-model']]);
    expect(existsSync(courier)).toBe(false);
    expect(await seed()).toEqual(first);
    expect(await shapeOf()).toEqual(shape);
  }, 60_000);

  /** Seeds until five runs have ended or wait, and is stopped then. */
  const breakOff = async (): Promise<void> => {
    const { client } = server;
    const stopper = new AbortController();
    let runs = 0;
    const onRun = (): void => {
      runs += 1;
      if (runs === 5) stopper.abort();
    };
    const [openCourier, onPlan] = [() => Promise.resolve(false), () => undefined];
    const seeding = seedDemo({ client, seed: 7, openCourier, signal: stopper.signal, onPlan, onRun });
    await expect(seeding).rejects.toThrow(/abort/i);
    expect((await listRuns()).length).toBeLessThan(36);
  };

  test('broken off in the middle it can be taken away or gone on with', async () => {
    await breakOff();
    expect(await seed('seed demo --remove --json')).toMatchObject({ agents: 5, archived: [] });
    expect(await listRuns()).toEqual([]);
    await breakOff();
    expect(await seed()).toMatchObject({ runs: whole });
    expect(await listRuns()).toHaveLength(40);
  }, 60_000);

  test('what somebody else began stays: its agent is archived with it, and taken up again', async () => {
    await seed();
    const { runId } = await server.client.runs.start.mutate({ agent: 'demo-file-clerk', message: 'My own question' });
    await server.client.runs.wait(runId);
    const removed = await seed('seed demo --remove --json');
    expect(removed).toEqual({ agents: 4, runs: 40, archived: ['demo-file-clerk'] });
    expect((await listRuns()).map(({ id }) => id)).toEqual([runId]);
    expect(await seed()).toMatchObject({ runs: whole });
    expect(await listRuns()).toHaveLength(41);
    await server.client.runs.delete.mutate({ runId });
  }, 60_000);

  test('what is somebody’s own is not touched: an agent of that name, a tool of that name', async () => {
    const { agents } = server.client;
    const own = await agents.create.mutate({ name: 'Mine', slug: 'demo-file-clerk', spec: {} });
    const refused = expect.stringContaining('demo-file-clerk is not of the sample data');
    expect(await run('seed demo')).toMatchObject({ exitCode: 1, stderr: refused });
    expect(await run('seed demo --remove')).toMatchObject({ exitCode: 1, stderr: refused });
    expect(await listSlugs()).toEqual(['assistant', 'bare-model', 'demo-file-clerk']);
    await agents.delete.mutate({ agent: own.id });
    writeFileSync(courier, 'export const mine = 1;\n');
    expect(await run('seed demo')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(courier) });
    expect(await listSlugs()).toEqual(['assistant', 'bare-model']);
    expect(readFileSync(courier, 'utf8')).toBe('export const mine = 1;\n');
    expect(await run('seed demo --remove')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(courier) });
    rmSync(courier);
  }, 60_000);

  test('by a key, which says nothing of the server’s folders, what needs the tool is left out', async () => {
    const key = { name: 'seeder', scopes: ['admin' as const], expiresAt: null, requestsPerMinute: 10_000 };
    // the server follows its folder within seconds
    await expect.poll(() => isCourierOffered(server.client), { timeout: 10_000 }).toBe(false);
    const { key: apiKey } = await server.client.apiKeys.create.mutate(key);
    const demo = await seed('seed demo --json', { SIGNALBOX_API_KEY: apiKey });
    expect(demo).toMatchObject({ runs: { completed: 29, failed: 7 }, leftOut: 4 });
    expect(await seed()).toMatchObject({ runs: whole, leftOut: 0 });
    expect(await listRuns()).toHaveLength(40);
    expect(planDemo(7).filter(({ needsCourier }) => needsCourier)).toHaveLength(3);
  }, 60_000);
});

test('without a server one is started for it, and ended', async () => {
  const dataDir = makeTestFolder('seed-alone');
  const settings = { SIGNALBOX_DATA_DIR: dataDir, SIGNALBOX_URL: 'http://127.0.0.1:1', ...atOnce };
  const { exitCode, stdout, stderr } = await runCommand(['seed', 'demo', '--json'], settings);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('one is started for this');
  expect(JSON.parse(stdout)).toMatchObject({ runs: whole });
  const server = await startServer(dataDir, atOnce);
  expect((await server.client.runs.list.query({ limit: 100 })).items).toHaveLength(40);
  await server.stop();
}, 60_000);
