import type { MetricSeriesAnswer, Metrics } from '@signalbox/contracts';

import { type CsvColumn, printCsv } from '../../print-csv.ts';
import { saveFile } from '../../save-file.ts';

interface SeriesRow {
  readonly from: string;
  readonly until: string;
  readonly label: string;
  readonly metrics: Metrics;
}

const nano = 1e9;

const toColumns = (by: string): readonly CsvColumn<SeriesRow>[] => [
  ['from', (row) => row.from],
  ['until', (row) => row.until],
  [by, (row) => row.label],
  ['count', ({ metrics }) => metrics.count],
  ['completed', ({ metrics }) => metrics.completed],
  ['failed', ({ metrics }) => metrics.failed],
  ['cancelled', ({ metrics }) => metrics.cancelled],
  ['unfinished', ({ metrics }) => metrics.unfinished],
  ['mean_ms', ({ metrics }) => metrics.meanDurationMs],
  ['p50_ms', ({ metrics }) => metrics.p50DurationMs],
  ['p95_ms', ({ metrics }) => metrics.p95DurationMs],
  ['p99_ms', ({ metrics }) => metrics.p99DurationMs],
  ['p50_first_token_ms', ({ metrics }) => metrics.p50FirstTokenMs],
  ['input_tokens', ({ metrics }) => metrics.inputTokens],
  ['output_tokens', ({ metrics }) => metrics.outputTokens],
  ['cache_read_tokens', ({ metrics: { usage } }) => usage && usage.inputCacheRead],
  ['cache_write_tokens', ({ metrics: { usage } }) => usage && usage.inputCacheWrite5m + usage.inputCacheWrite1h],
  ['reasoning_tokens', ({ metrics: { usage } }) => usage && usage.outputReasoning],
  ['cost_usd', ({ metrics }) => metrics.costNanoUsd / nano],
  ['unpriced_calls', ({ metrics }) => metrics.unpricedCalls],
];

/** The figures of each line in each part of the time, as a table that spreadsheets read. */
export const printSeries = ({ parts, series }: MetricSeriesAnswer, by: string): string =>
  printCsv(
    toColumns(by),
    series.flatMap(({ label, points }) =>
      points.map((metrics, at) => ({ from: parts[at]?.from ?? '', until: parts[at]?.until ?? '', label, metrics })),
    ),
  );

/** Saves them, named by what they are told apart by. */
export const exportSeries = (answer: MetricSeriesAnswer, by: string): void =>
  saveFile(`figures-by-${by}.csv`, printSeries(answer, by), 'text/csv;charset=utf-8');
