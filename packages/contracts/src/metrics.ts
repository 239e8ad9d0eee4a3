import { z } from 'zod';

import { IdOrSlug } from './ids.ts';
import { ModelUsage } from './usage.ts';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative().nullable();

/** What figures are told apart by. */
export const MetricDimension = z.enum(['agent', 'version', 'model', 'tool', 'project', 'initiator']);
export type MetricDimension = z.infer<typeof MetricDimension>;

/** Longest span that figures are asked for. */
const maxSpanMs = 400 * 86_400_000;

/** Which runs figures are about: those that began in the span and for which all of the conditions hold. */
export const MetricsInput = z
  .object({
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    agent: IdOrSlug.optional(),
    /** Number of the agent's version; only with `agent`. */
    version: z.int().positive().optional(),
    project: z.string().max(100).optional(),
    /** Calls of this model, as `provider/model`; of this tool; runs of this initiator: one of them at most. */
    model: z.string().min(1).max(200).optional(),
    tool: z.string().min(1).max(200).optional(),
    initiator: z.string().max(200).optional(),
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), { path: ['until'], message: 'must be after from' })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= maxSpanMs, {
    path: ['until'],
    message: 'must be at most 400 days after from',
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
  costNanoUsd: count,
  /** Model calls that have no price, and are not in the cost. */
  unpricedCalls: count,
});
export type Metrics = z.infer<typeof Metrics>;

/** Figures of a span beside those of the span of the same length before it. */
export const MetricsSummary = z.object({
  current: Metrics,
  before: Metrics,
  /** Of all model calls, by what is billed. */
  usage: ModelUsage,
  /** Agents that ran in the span. */
  activeAgents: count,
  activeAgentsBefore: count,
  /** When the figures were true. */
  at: z.iso.datetime(),
});
export type MetricsSummary = z.infer<typeof MetricsSummary>;

/** Parts of a span: an hour, or a day of the workspace's time zone. */
export const MetricStep = z.enum(['hour', 'day']);
export type MetricStep = z.infer<typeof MetricStep>;

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
  parts: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
  series: z.array(MetricSeries),
  /** Versions that were first used in the span. */
  newVersions: z.array(
    z.object({ agentId: z.string(), agentName: z.string(), label: z.string(), at: z.iso.datetime() }),
  ),
});
export type MetricSeriesAnswer = z.infer<typeof MetricSeriesAnswer>;

/** One row of a breakdown, the figures of the span before beside it. */
export const MetricGroup = z.object({
  /** An agent's id, a version's `<agent id> <number>`, or a name. */
  key: z.string(),
  label: z.string(),
  current: Metrics,
  before: Metrics,
});
export type MetricGroup = z.infer<typeof MetricGroup>;

/** Runs that failed in the same way. */
export const ErrorGroup = z.object({
  code: z.string(),
  message: z.string(),
  runs: count,
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  lastRunId: z.string(),
  /** The versions it happened in, as `<agent name> <label>`, at most 5. */
  versions: z.array(z.string()),
});
export type ErrorGroup = z.infer<typeof ErrorGroup>;
