import { type MetricPercentiles, type MetricsInput, newId } from '@signalbox/contracts';
import { insertVersion } from '@signalbox/database';
import { foldAllRuns, insertPastRun, type PastRun, testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { codeOf, failureOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe.each(testEngines)('metrics on %s', (engine) => {
  let api: TestApi;
  const insert = (run: Omit<PastRun, 'workspaceId' | 'agentId' | 'createdAt'> & { readonly at: string }) => {
    const { workspaceId } = api.principal;
    const { at, ...rest } = run;
    return insertPastRun(api.services.database.db, {
      workspaceId,
      agentId: api.agent.id,
      createdAt: new Date(at),
      durationMs: 1000,
      ...rest,
    });
  };
  const day: MetricsInput = { from: '2026-03-02T00:00:00Z', until: '2026-03-02T12:00:00Z' };

  beforeAll(async () => {
    api = await openTestApi({ engine });
    const { workspaceId } = api.principal;
    const { spec, agent } = api;
    const version = { workspaceId, agentId: agent.id, number: 2, spec, author: null, at: '2026-03-02T00:00:00Z' };
    await insertVersion(api.services.database.db, version);
    const models = [{ model: 'demo/large', usage: { inputFresh: 40, outputText: 2 }, costNanoUsd: 700 }];
    const cached = { inputFresh: 10, inputCacheRead: 30, outputText: 2 };
    const cachedModels = [{ model: 'demo/large', usage: cached, costNanoUsd: 700 }];
    const cheap = [{ model: 'demo/small', calls: 3, usage: { inputFresh: 9 }, unpricedCalls: 3 }];
    const tools = [
      { tool: 'calculator', durationMs: 4 },
      { tool: 'calculator', outcome: 'error' as const, durationMs: 40 },
    ];
    await insert({ at: '2026-03-01T09:59:59Z', initiator: 'Ann', models });
    await insert({ at: '2026-03-01T12:00:00Z', initiator: 'Ann', models });
    await insert({ at: '2026-03-02T00:00:00Z', initiator: 'Ann', models, tools, firstTokenMs: 30 });
    await insert({ at: '2026-03-02T09:30:00Z', version: 2, initiator: 'Bob', models: cheap, durationMs: 3000 });
    await insert({
      at: '2026-03-02T09:40:00Z',
      version: 2,
      status: 'failed',
      errorCode: 'reported',
      errorMessage: 'No answer after 31 s from 10.0.0.7',
      models: cachedModels,
    });
    await insert({
      at: '2026-03-02T10:40:00Z',
      status: 'failed',
      errorCode: 'reported',
      errorMessage: 'No answer after 4 s from 10.0.0.8',
    });
    await insert({ at: '2026-03-02T11:00:00Z', status: 'cancelled' });
    await insert({ at: '2026-03-02T11:59:59Z', status: 'running', durationMs: null });
    await insert({ at: '2026-03-02T12:00:00Z' });
  }, 30_000);
  afterAll(() => api.close());

  // the figures are the same before anything is in the buckets and after
  describe.each(['read from the rows', 'read from the buckets'])('%s', (state) => {
    beforeAll(async () => {
      if (state === 'read from the buckets') await foldAllRuns(api.services.database.db);
    });

    test('getSummary: the span beside the same hours of the day before', async () => {
      const summary = await api.caller.metrics.getSummary(day);
      expect(summary).toMatchObject({
        current: { count: 6, completed: 2, failed: 2, cancelled: 1, unfinished: 1, gone: 0, unpricedCalls: 3 },
        before: { count: 1, completed: 1, costNanoUsd: 700, inputTokens: 40, outputTokens: 2, usage: null },
        activeAgents: 1,
        activeAgentsBefore: 1,
        beforeSpan: { from: '2026-03-01T00:00:00.000Z', until: '2026-03-01T12:00:00.000Z' },
      });
      const { current } = summary;
      expect(current).toMatchObject({ inputTokens: 89, costNanoUsd: 1400, failedCostNanoUsd: 700 });
      expect(current.usage).toMatchObject({ inputFresh: 59, inputCacheRead: 30, outputText: 4 });
      expect(current.meanDurationMs).toBe(1400);
      expect((current.p99DurationMs ?? 0) / 3000).toBeCloseTo(1, 1);
      expect((current.p50FirstTokenMs ?? 0) / 30).toBeCloseTo(1, 1);
    });

    test.each([
      [{ agent: 'assistant', version: 2 }, 2],
      [{ project: '' }, 6],
      [{ project: 'none' }, 0],
      [{ initiator: 'Bob' }, 1],
      [{ model: 'demo/small' }, 3],
      [{ tool: 'calculator', agent: 'assistant' }, 2],
      [{ tool: 'calculator', agent: 'assistant', version: 2 }, 0],
    ])('getSummary of %o counts %i', async (filter, count) => {
      expect((await api.caller.metrics.getSummary({ ...day, ...filter })).current.count).toBe(count);
    });

    test('listSeries: an hour each, the last one cut; new versions with the time of their first run', async () => {
      const span = { from: '2026-03-02T09:35:00Z', until: '2026-03-02T11:30:00Z' };
      const { parts, series } = await api.caller.metrics.listSeries({ ...span, step: 'hour' });
      expect(parts.map(({ from }) => from)).toEqual(
        ['09:35', '10:00', '11:00'].map((time) => `2026-03-02T${time}:00.000Z`),
      );
      expect(series.map(({ key, points }) => [key, points.map(({ count }) => count)])).toEqual([[null, [1, 1, 1]]]);
      const { series: models } = await api.caller.metrics.listSeries({ ...day, step: 'day', by: 'model', limit: 1 });
      expect(models.map(({ key, points }) => [key, points.map(({ count }) => count)])).toEqual([
        ['demo/small', [3]],
        ['other', [2]],
      ]);
    });

    test('listRunCounts: of each agent that ran what getSummary counts, part by part', async () => {
      const { agent } = api;
      const until = '2026-03-02T11:30:00Z';
      const asked = { agents: [agent.id, newId(), agent.id], until };
      const spans = [
        { from: '2026-03-02T08:30:00Z', step: 'hour', expected: [0, 2, 1, 1] },
        { from: '2026-03-01T09:30:00Z', step: 'day', expected: [2, 5] },
      ] as const;
      for (const { expected, ...span } of spans) {
        const { parts, agents } = await api.caller.metrics.listRunCounts({ ...asked, ...span });
        expect(agents).toEqual([{ agentId: agent.id, counts: expected }]);
        const counts = [];
        for (const part of parts) {
          counts.push((await api.caller.metrics.getSummary({ ...part, agent: agent.slug })).current.count);
        }
        expect(counts).toEqual(expected);
      }
      const { agents } = await api.foreign.metrics.listRunCounts({ ...asked, ...spans[0] });
      expect(agents).toEqual([]);
    });

    test('tokens by what is billed come where they are asked for', async () => {
      const usage = { inputFresh: 59, inputCacheRead: 30, outputText: 4 };
      const { series } = await api.caller.metrics.listSeries({ ...day, step: 'day', hasUsage: true });
      expect(series[0]?.points[0]).toMatchObject({ inputTokens: 89, usage });
      const groups = await api.caller.metrics.listGroups({ ...day, by: 'version', hasUsage: true });
      expect(groups.map(({ label, current }) => [label, current.usage?.inputCacheRead])).toEqual([
        ['Assistant v1', 0],
        ['Assistant v2', 30],
      ]);
      expect((await api.caller.metrics.listGroups({ ...day, by: 'model' }))[0]?.current.usage).toBeNull();
    });

    test('percentiles are left out where nobody reads them', async () => {
      const asked = { ...day, by: 'version', percentiles: 'none' } as const;
      const { p95DurationMs } = (await api.caller.metrics.listGroups({ ...day, by: 'version' }))[0]?.current ?? {};
      const [group] = await api.caller.metrics.listGroups(asked);
      expect(p95DurationMs).not.toBeNull();
      expect(group?.current).toMatchObject({ count: 4, p50DurationMs: null, p95DurationMs: null });
      const { series } = await api.caller.metrics.listSeries({ ...asked, step: 'day' });
      expect(series[0]?.points[0]).toMatchObject({ count: 4, p99DurationMs: null, p50FirstTokenMs: null });
    });

    test('percentiles are of what is asked for', async () => {
      const read = async (percentiles: MetricPercentiles) => {
        const { series } = await api.caller.metrics.listSeries({ ...day, step: 'day', percentiles });
        const { p95DurationMs = 0, p50FirstTokenMs = 0 } = series[0]?.points[0] ?? {};
        return { p95DurationMs, p50FirstTokenMs };
      };
      const { p95DurationMs, p50FirstTokenMs } = await read('all');
      expect([p95DurationMs, p50FirstTokenMs]).toEqual([expect.any(Number), expect.any(Number)]);
      expect(await read('duration')).toEqual({ p95DurationMs, p50FirstTokenMs: null });
      expect(await read('first-token')).toEqual({ p95DurationMs: null, p50FirstTokenMs });
    });

    test('listGroups: the most of what is asked for first, with what people call it', async () => {
      const by = (input: object) => api.caller.metrics.listGroups({ ...day, by: 'version', ...input });
      const labels = async (input: object) =>
        (await by(input)).map(({ label, current, before }) => [label, current.count, before.count]);
      expect(await labels({})).toEqual([
        ['Assistant v1', 4, 1],
        ['Assistant v2', 2, 0],
      ]);
      expect(await labels({ order: 'failed-cost' })).toEqual([['Assistant v2', 2, 0]]);
      expect(await labels({ by: 'model', order: 'cost' })).toEqual([['demo/large', 2, 1]]);
      expect(await labels({ by: 'initiator', limit: 2 })).toEqual([
        ['', 4, 0],
        ['Ann', 1, 1],
      ]);
      expect(await labels({ by: 'initiator', keys: ['Ann', 'nobody'] })).toEqual([['Ann', 1, 1]]);
      expect(await labels({ by: 'tool' })).toEqual([['calculator', 2, 0]]);
      expect(await labels({ by: 'agent', project: '' })).toEqual([['Assistant', 6, 1]]);
    });

    test('a list of runs has what a figure counts', async () => {
      const filters = [{ agent: 'assistant', version: 2 }, { initiator: 'Ann' }, { project: '' }];
      for (const filter of filters) {
        const { items } = await api.caller.runs.list({ ...day, ...filter });
        expect(items).toHaveLength((await api.caller.metrics.getSummary({ ...day, ...filter })).current.count);
      }
      expect((await api.caller.runs.list({ ...day, model: 'demo/large' })).items).toHaveLength(2);
      expect((await api.caller.runs.list({ ...day, tool: 'calculator' })).items).toHaveLength(1);
    });
  });

  test('new versions are those whose first run is in the span', async () => {
    const { newVersions } = await api.caller.metrics.listSeries({ ...day, step: 'hour' });
    expect(newVersions).toEqual([
      { agentId: api.agent.id, agentName: 'Assistant', label: 'v2', at: '2026-03-02T09:30:00.000Z' },
    ]);
  });

  test('listErrors: messages that differ in numbers are one error', async () => {
    const { items, isPartial } = await api.caller.metrics.listErrors(day);
    expect(items).toEqual([
      {
        code: 'reported',
        message: 'No answer after 4 s from 10.0.0.8',
        runs: 2,
        firstAt: '2026-03-02T09:40:00.000Z',
        lastAt: '2026-03-02T10:40:00.000Z',
        lastRunId: expect.any(String),
        versions: ['Assistant v2', 'Assistant v1'],
      },
    ]);
    expect(isPartial).toBe(false);
    const { code: errorCode = '', message: errorMessage = '' } = items[0] ?? {};
    const { items: failed } = await api.caller.runs.list({ ...day, errorCode, errorMessage });
    expect(failed.map(({ createdAt }) => createdAt)).toEqual([items[0]?.lastAt, items[0]?.firstAt]);
    expect(failed[0]?.id).toBe(items[0]?.lastRunId);
    expect((await api.caller.metrics.listErrors({ ...day, version: 2, agent: 'assistant' })).items[0]?.runs).toBe(1);
    expect((await api.caller.metrics.listErrors({ ...day, tool: 'calculator' })).items).toEqual([]);
  });

  test('a deleted run stays in the figures, which say that it is gone', async () => {
    const runId = await insert({ at: '2026-03-05T10:10:00Z', durationMs: 500 });
    const span = { from: '2026-03-05T00:00:00Z', until: '2026-03-06T00:00:00Z' };
    await api.caller.runs.delete({ runId });
    const { current } = await api.caller.metrics.getSummary(span);
    expect(current).toMatchObject({ count: 1, completed: 1, gone: 1, meanDurationMs: 500 });
  });

  test('what no series has together is refused by name, and so are spans that are none', async () => {
    const { getSummary, listGroups, listRunCounts, listSeries } = api.caller.metrics;
    const issuesOf = async (call: Promise<unknown>) => (await failureOf(call)).issues;
    expect(await issuesOf(getSummary({ ...day, initiator: 'Ann', model: 'demo/large' }))).toMatchObject([
      { path: 'model', message: 'figures of one model are not told apart by initiator' },
    ]);
    expect(await issuesOf(listGroups({ ...day, by: 'initiator', agent: 'assistant' }))).toMatchObject([
      { path: 'initiator' },
    ]);
    expect(await issuesOf(getSummary({ ...day, version: 1 }))).toMatchObject([{ path: 'version' }]);
    expect(await issuesOf(getSummary({ from: day.until, until: day.from }))).toMatchObject([{ path: 'until' }]);
    expect(await issuesOf(listSeries({ ...day, from: '2026-01-01T00:00:00Z', step: 'hour' }))).toMatchObject([
      { path: 'step' },
    ]);
    const tooMany = { ...day, agents: Array.from({ length: 101 }, () => newId()), step: 'hour' } as const;
    expect(await issuesOf(listRunCounts(tooMany))).toMatchObject([{ path: 'agents' }]);
    expect(await codeOf(getSummary({ ...day, agent: 'nobody' }))).toBe('agent.not-found');
    const none = api.callAs({ ...api.principal, permissions: new Set(['agents:read']) });
    expect(await codeOf(none.metrics.getSummary(day))).toBe('auth.forbidden');
    expect((await api.foreign.metrics.getSummary(day)).current.count).toBe(0);
  });
});
