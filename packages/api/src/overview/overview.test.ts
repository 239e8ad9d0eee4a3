import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

const hourMs = 3_600_000;

describe.each(testEngines)('overview on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  test('getOverview: an empty workspace has zeros, and no means of nothing', async () => {
    const overview = await api.foreign.overview.get();
    const none = { runs: 0, meanDurationMs: null, p95DurationMs: null, costNanoUsd: 0, unpricedCalls: 0 };
    expect(overview).toMatchObject({ running: 0, activeAgents: 1, last24h: none, before24h: none, errors: [] });
    expect(overview.hours.map(({ runs }) => runs)).toEqual(Array.from({ length: 24 }, () => 0));
  });

  test('getOverview: counts each run in the hour it began, and tells the errors, the most frequent first', async () => {
    const start = async (): Promise<string> => (await api.caller.runs.start({ message: 'Hi' })).runId;
    const [done, failed, failedLater, open] = [await start(), await start(), await start(), await start()];
    await api.end(done);
    await api.fail(failed);
    await api.fail(failedLater);
    await api.append(open, [], 'waiting');
    await start();
    const overview = await api.caller.overview.get();
    const counts = { runs: 5, completed: 1, failed: 2, cancelled: 0, unfinished: 2 };
    expect(overview).toMatchObject({ queued: 1, waiting: 1, running: 0, activeAgents: 1 });
    expect(overview.last24h).toEqual({
      ...counts,
      meanDurationMs: 1500,
      p95DurationMs: expect.closeTo(1500, -2),
      inputTokens: 30,
      outputTokens: 15,
      costNanoUsd: 6_000_000,
      unpricedCalls: 0,
    });
    expect(overview.before24h.runs).toBe(0);
    // the hour may turn while the test runs
    const total = (key: keyof typeof counts): number => overview.hours.reduce((sum, hour) => sum + hour[key], 0);
    expect([total('runs'), total('failed'), total('unfinished')]).toEqual([5, 2, 2]);
    expect(overview.hours.slice(0, 22).every(({ runs }) => runs === 0)).toBe(true);
    const starts = overview.hours.map(({ from }) => Date.parse(from));
    expect(starts).toEqual(starts.map((_, index) => (starts[0] ?? 0) + index * hourMs));
    expect(Date.parse(overview.at) - (starts[23] ?? 0)).toBeLessThan(hourMs);
    const runOf = async (runId: string) => (await api.caller.runs.get({ runId })).createdAt;
    expect(overview.errors).toEqual([
      {
        code: 'run.step-limit',
        message: 'It took too many steps.',
        runs: 2,
        firstAt: await runOf(failed),
        lastAt: await runOf(failedLater),
        lastRunId: failedLater,
      },
    ]);
  });

  test('without runs:read it is refused', async () => {
    const none = api.callAs({ ...api.principal, permissions: new Set(['agents:read']) });
    expect(await codeOf(none.overview.get())).toBe('auth.forbidden');
  });
});
