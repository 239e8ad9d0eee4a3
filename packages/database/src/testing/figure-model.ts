import { emptyMetrics, emptyUsage, type MetricDimension, type ModelUsage, type RunStatus } from '@signalbox/contracts';

import type { Figures } from '../metrics/read-figures.ts';
import type { Span } from '../metrics/to-pieces.ts';
import type { PastRun } from './insert-past-run.ts';

/** A run as the figures should count it, deleted or not. */
export interface ModelRun extends Omit<PastRun, 'status'> {
  readonly id: string;
  status: RunStatus;
  isGone: boolean;
}

/** One run, or one row of its calls, with the key that it counts under. */
interface Fact {
  readonly key: string;
  readonly figures: Omit<Figures, 'part' | 'key' | 'usage' | `${string}Ms`> & { readonly usage: ModelUsage };
  readonly durationMs: number | null;
  readonly firstTokenMs: number | null;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const addUsage = (usages: readonly ModelUsage[]): ModelUsage => {
  const sum = { ...emptyUsage };
  for (const usage of usages) {
    sum.inputFresh += usage.inputFresh;
    sum.outputReasoning += usage.outputReasoning;
  }
  return sum;
};

const toRunFact = (run: ModelRun, key: string): Fact => {
  const { models = [], status, durationMs = null, firstTokenMs = null } = run;
  const usage = addUsage(models.map((model) => ({ ...emptyUsage, ...model.usage })));
  const costNanoUsd = run.costNanoUsd ?? sumOf(models.map((model) => model.costNanoUsd ?? 0));
  const is = (one: string): number => (status === one ? 1 : 0);
  const figures = {
    ...emptyMetrics,
    count: 1,
    completed: is('completed'),
    failed: is('failed'),
    cancelled: is('cancelled'),
    unfinished: is('running'),
    gone: run.isGone ? 1 : 0,
    inputTokens: usage.inputFresh,
    outputTokens: usage.outputReasoning,
    costNanoUsd,
    failedCostNanoUsd: is('failed') * costNanoUsd,
    unpricedCalls: sumOf(models.map((model) => model.unpricedCalls ?? 0)),
    usage,
  };
  return { key, figures, durationMs, firstTokenMs };
};

const toModelFacts = ({ models = [], isGone }: ModelRun): Fact[] =>
  models.map(({ model, calls = 1, costNanoUsd = 0, unpricedCalls = 0, usage: given }) => {
    const usage = { ...emptyUsage, ...given };
    const sums = { inputTokens: usage.inputFresh, outputTokens: usage.outputReasoning, costNanoUsd, unpricedCalls };
    const figures = { ...emptyMetrics, ...sums, count: calls, gone: isGone ? calls : 0, usage };
    return { key: model, figures, durationMs: null, firstTokenMs: null };
  });

const toToolFacts = ({ tools = [], isGone }: ModelRun): Fact[] =>
  tools.map(({ tool, outcome = 'ok', durationMs = null }) => {
    const counts = {
      completed: outcome === 'ok' ? 1 : 0,
      failed: outcome === 'error' || outcome === 'timeout' ? 1 : 0,
      cancelled: outcome === 'denied' ? 1 : 0,
    };
    const figures = { ...emptyMetrics, ...counts, count: 1, gone: isGone ? 1 : 0, usage: emptyUsage };
    return { key: tool, figures, durationMs, firstTokenMs: null };
  });

const toFacts = (run: ModelRun, by: MetricDimension | undefined): Fact[] => {
  if (by === 'model') return toModelFacts(run);
  if (by === 'tool') return toToolFacts(run);
  const keys = {
    agent: run.agentId,
    version: `${run.agentId} ${run.version ?? 1}`,
    initiator: run.initiator ?? '',
    project: '',
  };
  return [toRunFact(run, by === undefined ? '' : keys[by])];
};

/** Whether it counts in a span. Deleted runs are known to the quarter of an hour, before quarters to the hour. */
const isIn = ({ createdAt, isGone }: ModelRun, { from, until }: Span, quartersFrom: Date): boolean => {
  const stepMs = createdAt < quartersFrom ? 3_600_000 : 900_000;
  const at = isGone ? new Date(Math.floor(createdAt.getTime() / stepMs) * stepMs) : createdAt;
  return at >= from && at < until;
};

/** What was found, when it is within 2 % of the exact percentile, which is one of the numbers; else the exact one. */
const toPercentile = (values: readonly (number | null)[], share: number, found: number | null | undefined) => {
  const sorted = values.filter((value) => value !== null).toSorted((left, right) => left - right);
  const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? null;
  if (exact === null || found === null || found === undefined) return exact;
  return Math.abs(found - exact) <= exact * 0.02 ? found : exact;
};

const toRow = (facts: readonly Fact[], found: Figures | undefined): Omit<Figures, 'part' | 'key'> => {
  const sum = (key: Exclude<keyof Fact['figures'], 'usage'>): number => sumOf(facts.map(({ figures }) => figures[key]));
  const durations = facts.map(({ durationMs }) => durationMs);
  const firstTokens = facts.map(({ firstTokenMs }) => firstTokenMs);
  const timed = durations.filter((value) => value !== null);
  const mean = timed.length === 0 ? null : sumOf(timed.map((value) => Math.round(value * 1000))) / timed.length / 1000;
  const isNear = mean !== null && Math.abs((found?.meanDurationMs ?? -1) - mean) <= mean * 1e-9 + 0.001;
  return {
    count: sum('count'),
    completed: sum('completed'),
    failed: sum('failed'),
    cancelled: sum('cancelled'),
    unfinished: sum('unfinished'),
    gone: sum('gone'),
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    costNanoUsd: sum('costNanoUsd'),
    failedCostNanoUsd: sum('failedCostNanoUsd'),
    unpricedCalls: sum('unpricedCalls'),
    usage: addUsage(facts.map(({ figures }) => figures.usage)),
    meanDurationMs: isNear ? (found?.meanDurationMs ?? null) : mean,
    p50DurationMs: toPercentile(durations, 0.5, found?.p50DurationMs),
    p95DurationMs: toPercentile(durations, 0.95, found?.p95DurationMs),
    p99DurationMs: toPercentile(durations, 0.99, found?.p99DurationMs),
    p50FirstTokenMs: toPercentile(firstTokens, 0.5, found?.p50FirstTokenMs),
    p95FirstTokenMs: toPercentile(firstTokens, 0.95, found?.p95FirstTokenMs),
  };
};

interface ExpectedQuery {
  readonly span: Span;
  readonly by: MetricDimension | undefined;
  /** The first hour that has quarters. */
  readonly quartersFrom: Date;
}

/** The figures of a span by the plain rule, one run after the other, in the order of those that were found. */
export const toExpected = (
  runs: readonly ModelRun[],
  { span, by, quartersFrom }: ExpectedQuery,
  found: readonly Figures[],
): Figures[] => {
  const facts = runs.filter((run) => isIn(run, span, quartersFrom)).flatMap((run) => toFacts(run, by));
  const keys = [...new Set([...found.map(({ key }) => key), ...facts.map(({ key }) => key)])];
  return keys.map((key) => {
    const own = found.find((row) => row.key === key);
    return {
      part: own?.part ?? 0,
      key,
      ...toRow(
        facts.filter((fact) => fact.key === key),
        own,
      ),
    };
  });
};
