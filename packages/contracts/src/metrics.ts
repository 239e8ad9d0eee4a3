import { z } from 'zod';

import { Id, IdOrSlug } from './ids.ts';
import { ModelUsage } from './usage.ts';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative().nullable();

/** What figures are told apart by. */
export const MetricDimension = z.enum(['agent', 'version', 'model', 'tool', 'project', 'initiator']);
export type MetricDimension = z.infer<typeof MetricDimension>;

/** Longest span that figures are asked for. */
const maxSpanMs = 400 * 86_400_000;

const Span = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });

const AskedSpan = Span.refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
  path: ['until'],
  message: 'must be after from',
}).refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= maxSpanMs, {
  path: ['until'],
  message: 'must be at most 400 days after from',
});

/** Which runs figures are about: those that began in the span and for which all of the conditions hold. */
export const MetricsInput = AskedSpan.safeExtend({
  agent: IdOrSlug.optional(),
  /** Number of the agent's version; only with `agent`. */
  version: z.int().positive().optional(),
  project: z.string().max(100).optional(),
  /** Calls of this model, as `provider/model`; of this tool; runs of this initiator: one of them at most. */
  model: z.string().min(1).max(200).optional(),
  tool: z.string().min(1).max(200).optional(),
  initiator: z.string().max(200).optional(),
});
export type MetricsInput = z.infer<typeof MetricsInput>;

/** Figures of runs; of a model or a tool, of its calls. */
export const Metrics = z.object({
  /** Runs, those that have not ended included; of a model or tool, calls. */
  count,
  completed: count,
  /** Of a tool, outcomes error, timeout and unknown. */
  failed: count,
  cancelled: count,
  unfinished: count,
  /** Runs in these figures that were deleted since: no list has them. */
  gone: count,
  /** Of those that ended, waiting for people left out; null when none did. Percentiles are within 2 %. */
  meanDurationMs: milliseconds,
  p50DurationMs: milliseconds,
  p95DurationMs: milliseconds,
  p99DurationMs: milliseconds,
  /** Time to the first token. */
  p50FirstTokenMs: milliseconds,
  p95FirstTokenMs: milliseconds,
  inputTokens: count,
  outputTokens: count,
  /** The tokens of all model calls by what is billed; null unless it is asked for. */
  usage: ModelUsage.nullable(),
  costNanoUsd: count,
  /** What of it the failed runs cost; of a model or tool 0. */
  failedCostNanoUsd: count,
  /** Model calls that have no price, and are not in the cost. */
  unpricedCalls: count,
});
export type Metrics = z.infer<typeof Metrics>;

/**
 * Figures of a span beside those of the one before it: as many days before, at the same times of the workspace's clocks,
 * when it begins with a day; else the span of the same length that ends where it begins. Only the figures of the span itself have usage.
 */
export const MetricsSummary = z.object({
  current: Metrics,
  before: Metrics,
  /** Agents that ran in the span; null where figures are of one initiator, whose agents are not told apart. */
  activeAgents: count.nullable(),
  activeAgentsBefore: count.nullable(),
  beforeSpan: Span,
  /** When the figures were true. */
  at: z.iso.datetime(),
});
export type MetricsSummary = z.infer<typeof MetricsSummary>;

/** Parts of a span: an hour of UTC, or a day of the workspace's time zone. */
export const MetricStep = z.enum(['hour', 'day']);
export type MetricStep = z.infer<typeof MetricStep>;

/** Tokens by what is billed too; tools have none. */
const hasUsage = z.boolean().default(false);
/** Percentiles of what are read, which takes longest: those of the rest are null. */
export const MetricPercentiles = z.enum(['none', 'duration', 'first-token', 'all']);
export type MetricPercentiles = z.infer<typeof MetricPercentiles>;
const percentiles = MetricPercentiles.default('all');

/** Most parts of a span that figures are told apart by: 31 days of hours. */
export const maxMetricParts = 744;

interface SteppedSpan extends z.infer<typeof Span> {
  readonly step: MetricStep;
}

const isToldApart = ({ from, until, step }: SteppedSpan): boolean =>
  step === 'day' || Date.parse(until) - Date.parse(from) <= maxMetricParts * 3_600_000;

const tooManyHours = { path: ['step'], message: `must be day: at most ${maxMetricParts} hours are told apart` };

export const ListMetricSeriesInput = MetricsInput.safeExtend({
  step: MetricStep,
  /** A line each, the ones with the most runs or calls first; without it, one line of all. */
  by: MetricDimension.optional(),
  limit: z.int().min(1).max(8).default(8),
  hasUsage,
  percentiles,
}).refine(isToldApart, tooManyHours);
export type ListMetricSeriesInput = z.infer<typeof ListMetricSeriesInput>;

/** A line of a chart: its figures in each part of the span, oldest first. */
export const MetricSeries = z.object({
  /** What it is of: an id, a name; null for all, `other` for what the longest lines leave. */
  key: z.string().nullable(),
  label: z.string(),
  points: z.array(Metrics),
});
export type MetricSeries = z.infer<typeof MetricSeries>;

export const MetricSeriesAnswer = z.object({
  /** The parts of the span: the last one may be unfinished. */
  parts: z.array(Span),
  series: z.array(MetricSeries),
  /** Versions that were first used in the span. */
  newVersions: z.array(
    z.object({ agentId: z.string(), agentName: z.string(), label: z.string(), at: z.iso.datetime() }),
  ),
});
export type MetricSeriesAnswer = z.infer<typeof MetricSeriesAnswer>;

export const ListRunCountsInput = AskedSpan.safeExtend({
  step: MetricStep,
  /** Their ids. */
  agents: z.array(Id).min(1).max(100),
}).refine(isToldApart, tooManyHours);
export type ListRunCountsInput = z.infer<typeof ListRunCountsInput>;

/** How many runs of each agent began in each part of a span. */
export const RunCounts = z.object({
  /** The parts of the span: the last one may be unfinished. */
  parts: z.array(Span),
  /** In the order in which they were asked for; those without a run in the span are left out. */
  agents: z.array(z.object({ agentId: z.string(), counts: z.array(count) })),
});
export type RunCounts = z.infer<typeof RunCounts>;

/** What a breakdown's rows are ordered by, the most first. */
export const MetricOrder = z.enum(['count', 'failed', 'cost', 'failed-cost', 'duration']);
export type MetricOrder = z.infer<typeof MetricOrder>;

export const ListMetricGroupsInput = MetricsInput.safeExtend({
  by: MetricDimension,
  /** Only of these, as `MetricGroup` has them; of all without it. */
  keys: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
  /** `duration`: the mean. */
  order: MetricOrder.default('count'),
  limit: z.int().min(1).max(100).default(10),
  hasUsage,
  percentiles,
});
export type ListMetricGroupsInput = z.infer<typeof ListMetricGroupsInput>;

/** One row of a breakdown, the figures of the span before beside it. */
export const MetricGroup = z.object({
  /** An agent's id, a version's `<agent id> <number>`, or a name. */
  key: z.string(),
  label: z.string(),
  current: Metrics,
  before: Metrics,
});
export type MetricGroup = z.infer<typeof MetricGroup>;

export const ListErrorGroupsInput = MetricsInput.safeExtend({ limit: z.int().min(1).max(100).default(10) });
export type ListErrorGroupsInput = z.infer<typeof ListErrorGroupsInput>;

/** Runs that failed in the same way, as `RunFilters` find them: of one code, and of one message but for its numbers and ids. */
export const ErrorGroup = z.object({
  code: z.string(),
  /** Of the last one. */
  message: z.string(),
  runs: count,
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  lastRunId: z.string(),
  /** The versions it happened in, as `<agent name> <label>`, at most 5. */
  versions: z.array(z.string()),
});
export type ErrorGroup = z.infer<typeof ErrorGroup>;

export const ErrorGroups = z.object({
  /** Most runs first. */
  items: z.array(ErrorGroup),
  /** Only the newest failed runs of the span were looked at: there are more than 10,000. */
  isPartial: z.boolean(),
});
export type ErrorGroups = z.infer<typeof ErrorGroups>;

/** How far recomputing of the figures is. */
export const RebuiltMetrics = z.object({
  /** Hours that were recomputed. */
  hours: count,
  /** Where to go on; null when all is done. */
  cursor: z.iso.datetime().nullable(),
  /** Of the time that there are figures of, from 0 to 1. */
  share: z.number().min(0).max(1),
});
export type RebuiltMetrics = z.infer<typeof RebuiltMetrics>;
