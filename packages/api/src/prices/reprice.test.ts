import {
  emptyUsage,
  type ModelUsage,
  type RepricedModel,
  type RepriceInput,
  type ReportedRun,
  type RunEventDraft,
  tokenBuckets,
} from '@signalbox/contracts';
import { foldAllRuns, testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';

import { createCaller } from '../create-caller.ts';
import type { ApiServices, PriceUsage, Principal } from '../services.ts';
import { codeOf, openTestApi, type TestApi } from '../testing/open-test-api.ts';

/** Nano-USD a token, twice that in requests of more than a hundred; models that it lacks have no price. */
const rates = new Map<string, number>();
beforeEach(() => rates.clear());

const price: PriceUsage = (model, usage) => {
  const rate = rates.get(model);
  if (rate === undefined) return null;
  const tokens = tokenBuckets.reduce((sum, bucket) => sum + usage[bucket], 0);
  const amount = tokens * rate * (tokens > 100 ? 2 : 1);
  const line = { bucket: 'inputFresh' as const, tokens, nanoUsdPerMillionTokens: rate * 1e6, amount, priceId: 'test' };
  return { isEstimated: false, lines: tokens === 0 ? [] : [line] };
};

const from = '2026-11-01';
const createdAt = '2026-11-10T10:00:00Z';
type Row = Partial<z.input<typeof ReportedRun>>;

describe.each(testEngines)('repricing on %s', (engine) => {
  let api: TestApi;
  let services: ApiServices;
  beforeAll(async () => {
    api = await openTestApi({ engine });
    const models: ApiServices['models'] = {
      ...api.services.models,
      readPrices: async () => price,
      readCallPrices:
        async () =>
        ({ provider, model, usage, at }) =>
          provider === 'gone' ? undefined : price(`${provider}/${model}`, usage, at),
    };
    services = { ...api.services, models };
  }, 30_000);
  afterAll(() => api.close());

  const callAs = (principal: Principal) => createCaller({ ...api.toContext(principal), services });
  type Caller = ReturnType<typeof callAs>;
  const open = async () => {
    const principal = await api.newPrincipal();
    return { principal, caller: callAs(principal) };
  };
  const report = (caller: Caller, rows: readonly Row[]) =>
    caller.runs.report({
      agent: 'mailer',
      version: '1.0',
      runs: rows.map((row) => ({ createdAt, status: 'completed', ...row })),
    });
  const list = async (caller: Caller) =>
    (await caller.runs.list({ limit: 100 })).items.toSorted((left, right) => left.id.localeCompare(right.id));
  const costs = async (caller: Caller) =>
    (await list(caller)).map(({ costNanoUsd, unpricedCalls }) => [costNanoUsd, unpricedCalls]);

  /** All pieces of a preview or of the repricing itself, the models of the first piece. */
  const reprice = async (
    caller: Caller,
    name: 'summarizeRunCosts' | 'updateRunCosts',
    input: Partial<RepriceInput> = {},
  ) => {
    let runs = 0;
    let comparedRuns = 0;
    const models: RepricedModel[] = [];
    let cursor: string | null = null;
    do {
      const piece: Awaited<ReturnType<Caller['prices']['updateRunCosts']>> = await caller.prices[name]({
        from,
        ...input,
        ...(cursor !== null && { cursor }),
      });
      runs += piece.runs;
      comparedRuns += piece.comparedRuns;
      models.push(...piece.models);
      ({ cursor } = piece);
    } while (cursor !== null);
    return { runs, comparedRuns, models };
  };
  /** Figures, which must say the same as the rows. */
  const expectFigures = async (caller: Caller) => {
    const rows = await list(caller);
    const span = { from: '2026-10-01T00:00:00Z', until: new Date(Date.now() + 3_600_000).toISOString() };
    const { current } = await caller.metrics.getSummary(span);
    const groups = await caller.metrics.listGroups({ ...span, by: 'model' });
    for (const sum of ['costNanoUsd', 'unpricedCalls'] as const) {
      const total = rows.reduce((before, row) => before + row[sum], 0);
      expect(current[sum]).toBe(total);
      expect(groups.reduce((before, group) => before + group.current[sum], 0)).toBe(total);
    }
  };

  test('what had no price gets one, and none again; the preview says so and stores nothing, and again changes nothing', async () => {
    const { principal, caller } = await open();
    await report(caller, [
      { models: [{ name: 'odd', inputTokens: 10, outputTokens: 5 }] },
      {
        models: [
          { name: 'odd', inputTokens: 200 },
          { name: 'even', inputTokens: 1 },
        ],
      },
      { models: ['odd'] },
    ]);
    await foldAllRuns(api.services.database.db);
    rates.set('odd', 2);
    const change = { costNanoUsdBefore: 0, costNanoUsdAfter: 830, unpricedCallsBefore: 2, unpricedCallsAfter: 0 };
    const kept = { told: 0, withoutSteps: 0, withoutConnection: 0 };
    const expected = { runs: 2, comparedRuns: 0, models: [{ model: 'odd', runs: 2, ...change, kept }] };
    expect(await reprice(caller, 'summarizeRunCosts')).toEqual(expected);
    expect((await list(caller)).map(({ repricedAt }) => repricedAt)).toEqual([null, null, null]);
    expect(await reprice(caller, 'updateRunCosts')).toEqual(expected);
    const after = await list(caller);
    expect(after.map((run) => run.costNanoUsd).toSorted((left, right) => left - right)).toEqual([0, 30, 800]);
    expect(after.filter(({ repricedAt }) => repricedAt !== null)).toHaveLength(2);
    await expectFigures(caller);
    expect(await reprice(caller, 'updateRunCosts')).toEqual({ runs: 0, comparedRuns: 0, models: [] });
    expect(await list(caller)).toEqual(after);

    rates.clear();
    await foldAllRuns(api.services.database.db);
    expect(await reprice(caller, 'updateRunCosts')).toMatchObject({
      models: [{ costNanoUsdBefore: 830, costNanoUsdAfter: 0, unpricedCallsBefore: 0, unpricedCallsAfter: 2 }],
    });
    await expectFigures(caller);
    const audit = await api.services.database.db
      .selectFrom('auditLog')
      .select(['action', 'details'])
      .where('workspaceId', '=', principal.workspaceId)
      .execute();
    const entry = { action: 'prices.updateRunCosts', details: JSON.stringify({ from }) };
    expect(audit).toEqual([entry, entry, entry]);
  });

  test('only runs from the day on, and only calls of the model', async () => {
    const { caller } = await open();
    const both = {
      models: [
        { name: 'a', inputTokens: 10 },
        { name: 'b', inputTokens: 20 },
      ],
    };
    await report(caller, [
      { ...both, createdAt: '2026-10-31T23:59:59.999Z' },
      { ...both, createdAt: '2026-11-01T00:00:00Z' },
    ]);
    rates.set('a', 1).set('b', 1);
    expect(await reprice(caller, 'updateRunCosts', { model: 'b' })).toMatchObject({
      runs: 1,
      models: [{ model: 'b' }],
    });
    expect(await costs(caller)).toEqual([
      [0, 2],
      [20, 1],
    ]);
    expect(await reprice(caller, 'updateRunCosts', { from: '2026-10-31' })).toMatchObject({ runs: 2 });
    expect(await costs(caller)).toEqual([
      [30, 0],
      [30, 0],
    ]);
    await expectFigures(caller);
  });

  test('a cost that its sender gave stays; what our prices say beside it is computed anew', async () => {
    const { caller } = await open();
    rates.set('a', 1);
    const told = { name: 'a', inputTokens: 10, cost: 0.5 };
    await report(caller, [
      { id: '1', models: [told] },
      { id: '2', models: [told, { name: 'b', inputTokens: 10 }] },
    ]);
    rates.set('a', 3).set('b', 1);
    const keptOnly = { model: 'a', runs: 0, kept: { told: 2, withoutSteps: 0, withoutConnection: 0 } };
    expect(await reprice(caller, 'updateRunCosts')).toMatchObject({
      runs: 1,
      comparedRuns: 1,
      models: [keptOnly, { model: 'b', runs: 1 }],
    });
    const toFacts = async () =>
      (await list(caller))
        .toSorted((left, right) => Number(left.externalId) - Number(right.externalId))
        .map((run) => [run.costNanoUsd, run.computedCostNanoUsd, run.unpricedCalls]);
    expect(await toFacts()).toEqual([
      [5e8, 30, 0],
      [5e8 + 10, 40, 0],
    ]);
    rates.delete('b');
    await reprice(caller, 'updateRunCosts');
    expect(await toFacts()).toEqual([
      [5e8, 30, 0],
      [5e8, null, 1],
    ]);
    await expectFigures(caller);
  });

  const start = (attempt: number, provider: string): RunEventDraft => ({
    type: 'model-call-start',
    payload: {
      attempt,
      provider,
      model: 'large',
      parameters: {},
      toolSetDigest: null,
      messages: 1,
      omittedMessages: 0,
      estimatedInputTokens: 1,
      estimatedCostNanoUsd: null,
    },
  });
  const end = (attempt: number, usage: Partial<ModelUsage>): RunEventDraft => ({
    type: 'model-call-end',
    payload: {
      attempt,
      finish: 'stop',
      usage: { ...emptyUsage, ...usage },
      costNanoUsd: null,
      firstTokenMs: null,
      latencyMs: 1,
    },
  });
  const discard = (attempt: number, text: string, inputFresh: number): RunEventDraft => ({
    type: 'model-call-discard',
    payload: {
      attempt,
      reason: 'cancelled',
      blocks: [{ type: 'text', text }],
      estimatedUsage: { ...emptyUsage, inputFresh },
      costNanoUsd: inputFresh === 0 ? 0 : null,
    },
  });
  const runHere = async (caller: Caller, events: readonly RunEventDraft[]): Promise<string> => {
    const { runId } = await caller.runs.start({ message: 'Hi' });
    await api.append(runId, events);
    await caller.runs.cancel({ runId });
    return runId;
  };

  test('runs here are priced call by call from their logs, which stay; without steps or connection they keep their cost', async () => {
    const caller = callAs(api.principal);
    const runId = await runHere(caller, [
      start(1, 'gateway'),
      end(1, { inputFresh: 60 }),
      start(2, 'gateway'),
      discard(2, 'x'.repeat(40_000), 40),
      start(3, 'gateway'),
      discard(3, 'refused', 0),
      start(4, 'gateway'),
      end(4, { inputFresh: 50, outputReasoning: 10 }),
    ]);
    const goneId = await runHere(caller, [start(1, 'gone'), end(1, { inputFresh: 60 })]);
    await foldAllRuns(api.services.database.db);
    const before = await caller.runs.get({ runId });
    expect(before).toMatchObject({ costNanoUsd: 0, unpricedCalls: 3, repricedAt: null });
    rates.set('gateway/large', 1).set('gone/large', 1);
    expect((await reprice(caller, 'updateRunCosts')).models).toEqual([
      {
        model: 'gateway/large',
        runs: 1,
        costNanoUsdBefore: 0,
        costNanoUsdAfter: 160,
        unpricedCallsBefore: 3,
        unpricedCallsAfter: 0,
        kept: { told: 0, withoutSteps: 0, withoutConnection: 0 },
      },
      expect.objectContaining({
        model: 'gone/large',
        runs: 0,
        kept: { told: 0, withoutSteps: 0, withoutConnection: 1 },
      }),
    ]);
    const after = await caller.runs.get({ runId });
    expect(after).toMatchObject({ costNanoUsd: 160, unpricedCalls: 0, repricedAt: expect.any(String) });
    expect(after.events).toEqual(before.events);
    await expectFigures(caller);
    rates.delete('gateway/large');
    await reprice(caller, 'updateRunCosts');
    expect(await caller.runs.get({ runId })).toMatchObject({ costNanoUsd: 0, unpricedCalls: 3 });

    await api.services.database.db
      .deleteFrom('runEvents')
      .where('workspaceId', '=', api.principal.workspaceId)
      .where('runId', 'in', [runId, goneId])
      .execute();
    rates.set('gateway/large', 5);
    const { models } = await reprice(caller, 'updateRunCosts', { model: 'gateway/large' });
    expect(models).toMatchObject([{ runs: 0, kept: { told: 0, withoutSteps: 1, withoutConnection: 0 } }]);
    expect(await caller.runs.get({ runId })).toMatchObject({ costNanoUsd: 0, unpricedCalls: 3 });
  });

  test('runs of other workspaces and runs that go on stay as they are', async () => {
    const [mine, theirs] = [await open(), await open()];
    const models = [{ name: 'a', inputTokens: 10 }];
    await report(mine.caller, [{ models, status: 'running' }]);
    await report(theirs.caller, [{ models }]);
    rates.set('a', 1);
    expect(await reprice(mine.caller, 'updateRunCosts')).toEqual({ runs: 0, comparedRuns: 0, models: [] });
    expect(await costs(theirs.caller)).toEqual([[0, 1]]);
  });

  test('the preview needs models:read, repricing models:update', async () => {
    const { principal } = await open();
    const reader = callAs({ ...principal, permissions: new Set(['models:read']) });
    await expect(reader.prices.summarizeRunCosts({ from })).resolves.toEqual({
      cursor: null,
      share: 1,
      runs: 0,
      comparedRuns: 0,
      models: [],
    });
    expect(await codeOf(reader.prices.updateRunCosts({ from }))).toBe('auth.forbidden');
    const other = callAs({ ...principal, permissions: new Set(['runs:read']) });
    expect(await codeOf(other.prices.summarizeRunCosts({ from }))).toBe('auth.forbidden');
  });
});
