import type { MetricSeries, Metrics, ModelUsage } from '@signalbox/contracts';
import { type ChartSeries, seriesColors } from '@signalbox/ui';

const statuses = [
  { key: 'failed', label: 'failed', color: 'text-danger' },
  { key: 'cancelled', label: 'cancelled', color: 'text-neutral' },
  { key: 'unfinished', label: 'not ended yet', color: 'text-accent' },
  { key: 'completed', label: 'completed', color: 'text-success' },
] as const;

/** Runs by what became of them, from the base line up: failures stand on it, so that their height can be read. */
export const toStatusSeries = (points: readonly Metrics[]): ChartSeries[] =>
  statuses.map(({ key, ...look }) => ({ key, ...look, values: points.map((point) => point[key]) }));

/** Percentiles of the response time in one colour; a part without a run that ended has none. */
export const toLatencySeries = (points: readonly Metrics[]): ChartSeries[] => [
  { key: 'p50', label: 'p50', color: 'text-series-1', values: points.map((point) => point.p50DurationMs) },
  {
    key: 'p95',
    label: 'p95',
    color: 'text-series-1',
    line: 'thin',
    values: points.map((point) => point.p95DurationMs),
  },
  {
    key: 'p99',
    label: 'p99',
    color: 'text-series-1',
    line: 'dashed',
    values: points.map((point) => point.p99DurationMs),
  },
];

const tokenClasses = [
  { label: 'input', color: 'text-series-1', read: (usage) => usage.inputFresh + usage.inputToolUse },
  { label: 'read from cache', color: 'text-series-2', read: (usage) => usage.inputCacheRead },
  {
    label: 'written to cache',
    color: 'text-series-3',
    read: (usage) => usage.inputCacheWrite5m + usage.inputCacheWrite1h,
  },
  { label: 'output', color: 'text-series-4', read: (usage) => usage.outputText },
  { label: 'reasoning', color: 'text-series-5', read: (usage) => usage.outputReasoning },
] as const satisfies readonly { label: string; color: string; read: (usage: ModelUsage) => number }[];

/** Tokens that models read and wrote by their class, those classes that there are. */
export const toTokenSeries = (points: readonly Metrics[]): ChartSeries[] =>
  tokenClasses
    .map(({ label, color, read }) => {
      const values = points.map(({ usage }) => (usage === null ? 0 : read(usage)));
      return { key: label, label, color, values };
    })
    .filter(({ values }) => values.some((value) => value > 0));

/** What the longest lines leave is neutral. */
const toColor = (key: string | null, rank: number): string =>
  key === 'other' ? 'text-neutral' : (seriesColors[rank] ?? 'text-neutral');

/** A figure of each line of an answer, in the colours of their rank. */
export const toRankedSeries = (
  series: readonly MetricSeries[],
  read: (metrics: Metrics) => number | null,
): ChartSeries[] =>
  series.map(({ key, label, points }, rank) => ({
    key: key ?? 'all',
    label: label === '' ? 'none' : label,
    color: toColor(key, rank),
    values: points.map(read),
  }));
