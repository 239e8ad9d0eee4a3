import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ServerProcess } from '@signalbox/testing/server-process';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createSignalboxClient, type SignalboxClient } from './create-signalbox-client.ts';
import type { TrackOptions, TrackProblem } from './tracker.ts';

const server = new ServerProcess();
let client: SignalboxClient;
beforeAll(async () => {
  await server.start();
  client = createSignalboxClient({ url: server.url, apiKey: server.token });
}, 60_000);
afterAll(() => server.dispose());

const createdAt = new Date().toISOString();
const run = { status: 'completed', createdAt } as const;

const track = (agent: string, options: TrackOptions = {}, to = client) => {
  const problems: TrackProblem[] = [];
  const tracker = to.track(agent, '1.0', { onProblem: (problem) => problems.push(problem), ...options });
  return { tracker, problems };
};

const listRuns = async (agent: string) => (await client.runs.list.query({ agent, limit: 100 })).items;

const countRuns = async (agent: string): Promise<number> => {
  const hour = 3_600_000;
  const [from, until] = [-hour, hour].map((ms) => new Date(Date.now() + ms).toISOString());
  return (await client.metrics.getSummary.query({ agent, from: from ?? '', until: until ?? '' })).current.count;
};

test('every run arrives once, also over a server that is killed and comes back', async () => {
  const { tracker, problems } = track('sender', { flushAfterMs: 5 });
  for (let index = 0; index < 700; index += 1) tracker.report({ ...run, id: index });
  await tracker.flush();
  for (let index = 500; index < 1500; index += 1) tracker.report({ ...run, id: index });
  const flushed = tracker.flush();
  await server.kill();
  await server.start();
  await flushed;
  expect(problems).toEqual([]);
  expect(await countRuns('sender')).toBe(1500);
  await tracker.close();
}, 60_000);

test('a run that begins is there before it ends, and is the same run then', async () => {
  const { tracker } = track('starter', { flushAfterMs: 5 });
  const open = tracker.start({ input: 'Hello', initiator: 'cron' });
  await tracker.flush();
  expect(await listRuns('starter')).toMatchObject([{ status: 'running', inputPreview: 'Hello', externalId: open.id }]);
  open.end({ output: 'Done' });
  await tracker.close();
  expect(await listRuns('starter')).toMatchObject([{ status: 'completed', outputPreview: 'Done', initiator: 'cron' }]);
  expect((await listRuns('starter'))[0]?.durationMs).toBeGreaterThan(0);
});

test('who reports is told what did not arrive, and why', async () => {
  const wrong = track('wrong');
  wrong.tracker.report({ ...run, createdAt: '2026-02-30T00:00:00Z' });
  wrong.tracker.report(run);
  await wrong.tracker.close();
  expect(wrong.problems).toMatchObject([{ type: 'rejected', issues: [{ path: 'createdAt' }] }]);
  expect(await countRuns('wrong')).toBe(1);
  wrong.tracker.report(run);
  expect(wrong.problems.at(-1)).toEqual({ type: 'dropped', runs: 1 });

  const refused = track('refused', {}, createSignalboxClient({ url: server.url, apiKey: 'sk_nobody' }));
  refused.tracker.report(run);
  await refused.tracker.close();
  expect(refused.problems).toMatchObject([{ type: 'refused', runs: 1, error: { code: 'auth.required' } }]);
});

test('no more waits than it may, and a server that never answers holds nobody up', async () => {
  const nowhere = createSignalboxClient({ url: 'http://127.0.0.1:9', apiKey: 'k' });
  const { tracker, problems } = track('waiting', { maxWaitingLength: 1000 }, nowhere);
  for (let index = 0; index < 20; index += 1) tracker.report({ ...run, id: index });
  const dropped = problems.length;
  expect(dropped).toBeGreaterThan(0);
  expect(dropped).toBeLessThan(20);
  await tracker.close({ timeoutMs: 50 });
  expect(problems.at(-1)).toEqual({ type: 'dropped', runs: 20 - dropped });
});

test('what waits at the end of a program is sent before it ends', async () => {
  const source = `
    import { createSignalboxClient } from '${join(import.meta.dirname, 'index.ts')}';
    const client = createSignalboxClient({ url: process.env.URL, apiKey: process.env.KEY });
    client.track('short', '1.0').report({ status: 'completed', createdAt: '${createdAt}' });
  `;
  const env = { ...process.env, URL: server.url, KEY: server.token };
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', source], { env });
  expect(await listRuns('short')).toHaveLength(1);
});
