import type { MetricDimension, MetricOrder, MetricPercentiles, Metrics } from '@signalbox/contracts';

import { toCacheShare } from '../../figures/to-cache-share.ts';
import { toSuccess } from '../../figures/to-success.ts';
import { formatCost } from '../../formats/format-cost.ts';
import { formatLargeCount } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatPercent } from '../../formats/format-percent.ts';

/** Something that runs come to. */
export interface Measure {
  readonly label: string;
  readonly read: (metrics: Metrics) => number | null;
  readonly format: (value: number) => string;
  readonly values?: 'counts' | 'durations';
  /** What parts have adds up to what the whole has: it can be stacked, and reckoned on to the end of a month. */
  readonly isSum: boolean;
  /** It is a share: what it changed by is told in points. */
  readonly isShare?: true;
  /** Which direction is good; without it neither is. */
  readonly good?: 'up' | 'down';
  /** What rows are ordered by, where it can be; else by how many runs they have. */
  readonly order?: MetricOrder;
  /** It is how many there are, which stands beside any other measure. */
  readonly isCount?: true;
  /** It is of tokens: their classes are asked for and shown with it. */
  readonly isOfTokens?: true;
  /** It is a percentile of these, which are asked for with it only. */
  readonly percentiles?: MetricPercentiles;
  /** Calls of tools have it too. */
  readonly isOfTools: boolean;
}

const count: Measure = {
  label: 'Runs',
  read: (metrics) => metrics.count,
  format: formatLargeCount,
  values: 'counts',
  isSum: true,
  isCount: true,
  isOfTools: true,
};

/** What can be looked at, by its word in the address. */
export const measures = new Map<string, Measure>([
  ['runs', count],
  [
    'success',
    {
      label: 'Success',
      read: toSuccess,
      format: formatPercent,
      isSum: false,
      isShare: true,
      good: 'up',
      isOfTools: true,
    },
  ],
  [
    'cost',
    {
      label: 'Cost',
      read: ({ costNanoUsd }) => costNanoUsd,
      format: formatCost,
      isSum: true,
      order: 'cost',
      isOfTools: false,
    },
  ],
  [
    'cost-per-run',
    {
      label: 'Cost of a completed run',
      read: ({ costNanoUsd, completed }) => (completed === 0 ? null : costNanoUsd / completed),
      format: formatCost,
      isSum: false,
      isOfTools: false,
    },
  ],
  [
    'tokens',
    {
      label: 'Tokens',
      read: ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
      format: formatLargeCount,
      values: 'counts',
      isSum: true,
      isOfTokens: true,
      isOfTools: false,
    },
  ],
  [
    'cache-share',
    {
      label: 'Cache share',
      read: toCacheShare,
      format: formatPercent,
      isSum: false,
      isShare: true,
      good: 'up',
      isOfTokens: true,
      isOfTools: false,
    },
  ],
  [
    'p50',
    {
      label: 'Response time, p50',
      read: ({ p50DurationMs }) => p50DurationMs,
      format: formatDuration,
      values: 'durations',
      isSum: false,
      percentiles: 'duration',
      order: 'duration',
      good: 'down',
      isOfTools: true,
    },
  ],
  [
    'p95',
    {
      label: 'Response time, p95',
      read: ({ p95DurationMs }) => p95DurationMs,
      format: formatDuration,
      values: 'durations',
      isSum: false,
      percentiles: 'duration',
      order: 'duration',
      good: 'down',
      isOfTools: true,
    },
  ],
  [
    'first-token',
    {
      label: 'First token, p50',
      read: ({ p50FirstTokenMs }) => p50FirstTokenMs,
      format: formatDuration,
      values: 'durations',
      isSum: false,
      percentiles: 'first-token',
      good: 'down',
      isOfTools: false,
    },
  ],
]);

/** What figures can be told apart by, in words. */
export const dimensions: ReadonlyMap<MetricDimension, string> = new Map([
  ['agent', 'Agent'],
  ['version', 'Version'],
  ['model', 'Model'],
  ['tool', 'Tool'],
  ['project', 'Project'],
  ['initiator', 'Initiator'],
]);

/** A measure by its word; the first one when there is no such. */
export const toMeasure = (word: string): Measure => measures.get(word) ?? count;
