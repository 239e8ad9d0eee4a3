import type { ModelUsage } from '@signalbox/contracts';

import type { NullableTimestamp, Timestamp } from './timestamp.ts';

/** Up to which finished run the buckets go: one row. */
export interface MetricStateTable {
  id: boolean;
  foldedSeq: number;
  foldedAt: NullableTimestamp;
  /** The first hour that has quarters, as all later ones. */
  quartersFrom: Timestamp;
}

/** What the runs come to that began in a quarter of an hour, an hour, or a day in UTC. Sums are numerics, which are read as text. */
export interface MetricBucketsTable extends Record<keyof ModelUsage, string> {
  workspaceId: string;
  series: 'workspace' | 'version' | 'initiator' | 'model' | 'tool';
  grain: 'quarter' | 'hour' | 'day';
  at: Timestamp;
  /** All zeros and 0 but for versions, models and tools. */
  agentId: string;
  version: number;
  /** Of the initiator, model or tool. */
  name: string;
  /** Of runs that were deleted. */
  isGone: boolean;
  /** Runs; of models and tools, calls. */
  count: number;
  completed: number;
  failed: number;
  cancelled: number;
  /** How many of them have a duration, and its sum in microseconds. */
  timed: number;
  durationUs: string;
  inputTokens: string;
  outputTokens: string;
  costNanoUsd: string;
  failedCostNanoUsd: string;
  unpricedCalls: number;
  /** As `histogram.ts` has them. */
  durationHistogram: Uint8Array;
  firstTokenHistogram: Uint8Array;
}

/** Names that have buckets of their own. */
export interface MetricNamesTable {
  workspaceId: string;
  series: string;
  name: string;
}
