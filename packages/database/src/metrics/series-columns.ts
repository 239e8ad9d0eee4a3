/** Sums that a bucket has of the runs or calls that are counted in it. */
export const figureColumns = [
  'count',
  'completed',
  'failed',
  'cancelled',
  'timed',
  'duration_us',
  'input_tokens',
  'output_tokens',
  'cost_nano_usd',
  'failed_cost_nano_usd',
  'unpriced_calls',
] as const;

/** Sums that a bucket has of the model calls of its runs. */
export const usageColumns = [
  'input_fresh',
  'input_cache_read',
  'input_cache_write5m',
  'input_cache_write1h',
  'input_tool_use',
  'output_text',
  'output_reasoning',
] as const;

/** Histograms that a bucket has of the durations and times to the first token. */
export const histogramColumns = ['duration_histogram', 'first_token_histogram'] as const;

/** All that a bucket has of the runs or calls that are counted in it. */
export const bucketColumns = [...figureColumns, ...usageColumns, ...histogramColumns] as const;

export type BucketColumn = (typeof bucketColumns)[number];

export const isHistogram = (column: string): boolean => histogramColumns.some((each) => each === column);

/** SQL: a histogram column of several buckets as one. */
export const toHistogramSumSql = (column: string): string => `string_agg(${column}, '') as ${column}`;

/** SQL: all columns of several buckets summed up, each by its own name. */
export const summedSql: string = [
  ...[...figureColumns, ...usageColumns].map((column) => `sum(${column}) as ${column}`),
  ...histogramColumns.map(toHistogramSumSql),
].join(', ');

/** What a bucket's agent is where it is of no agent. */
export const nobody = '00000000-0000-0000-0000-000000000000';

/** Most names of a kind that have buckets of their own in a workspace; the rest is counted under `other`. */
export const maxNames = 1000;
export const otherName = 'other';
/** Names are cut so: an index takes no longer ones. */
export const maxNameLength = 200;
