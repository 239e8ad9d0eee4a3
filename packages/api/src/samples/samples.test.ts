import { testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('sample data on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => void (api = await openTestApi({ engine })), 30_000);
  afterAll(() => api.close());

  const dayMs = 86_400_000;
  const count = async (): Promise<number> => {
    const [from, until] = [-3 * dayMs, dayMs].map((ms) => new Date(Date.now() + ms).toISOString());
    return (await api.caller.metrics.getSummary({ from: from ?? '', until: until ?? '' })).current.count;
  };

  test('createSamples: a day once, of agents that are marked', async () => {
    const { runId } = await api.caller.runs.start({ message: 'Mine' });
    const { runs } = await api.caller.samples.create({ days: 2, day: 0 });
    expect(runs).toBeGreaterThan(20);
    expect(await api.caller.samples.create({ days: 2, day: 0 })).toEqual({ runs: 0 });
    const { items } = await api.caller.agents.list({});
    const samples = items.filter(({ isSample }) => isSample);
    expect(samples).toHaveLength(5);
    expect(
      samples.every(({ kind, isObserved, models }) => kind === 'external' && !isObserved && models.length > 0),
    ).toBe(true);
    expect((await api.caller.workspace.get()).hasSampleData).toBe(true);
    expect(await count()).toBe(runs + 1);
    expect((await api.foreign.agents.list({})).items.some(({ isSample }) => isSample)).toBe(false);
    expect(await codeOf(api.caller.samples.create({ days: 2, day: 2 }))).toBe('request.invalid');
    await api.end(runId);
  });

  test('deleteSamples: all of it goes, and nothing else', async () => {
    const reader = api.callAs({ ...api.principal, permissions: new Set(['workspace:read']) });
    expect(await codeOf(reader.samples.delete())).toBe('auth.forbidden');
    for (let day = 0; day < 8; day += 1) await api.caller.samples.create({ days: 8, day });
    // of a time that is always over, each call deletes one piece
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000));
    let [calls, isDone] = [0, false];
    for (; !isDone; calls += 1) ({ isDone } = await api.caller.samples.delete());
    clock.mockRestore();
    expect(calls).toBeGreaterThan(1);
    expect((await api.caller.workspace.get()).hasSampleData).toBe(false);
    expect((await api.caller.agents.list({})).items.map(({ slug }) => slug)).toEqual(['assistant']);
    expect(await count()).toBe(1);
    expect(await api.caller.samples.delete()).toEqual({ runs: 0, left: 0, isDone: true });
  }, 30_000);
});
