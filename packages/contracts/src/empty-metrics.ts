import type { Metrics } from './metrics.ts';

/** The figures of nothing. */
export const emptyMetrics: Metrics = {
  count: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  unfinished: 0,
  gone: 0,
  meanDurationMs: null,
  p50DurationMs: null,
  p95DurationMs: null,
  p99DurationMs: null,
  p50FirstTokenMs: null,
  p95FirstTokenMs: null,
  inputTokens: 0,
  outputTokens: 0,
  usage: null,
  costNanoUsd: 0,
  failedCostNanoUsd: 0,
  unpricedCalls: 0,
};
