import type { ChartProps, ChartSeries } from './chart-props.ts';

type Drawn = Pick<ChartProps, 'form' | 'series' | 'parts'>;

/** What a series has in a part; null is no value. */
export const toChartValue = ({ values }: ChartSeries, at: number): number | null => values[at] ?? null;

/** What the series of a part add up to; null when none has a value. */
export const toChartSum = (series: readonly ChartSeries[], at: number): number | null => {
  const known = series.map((one) => toChartValue(one, at)).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
};

/** The highest value that a chart draws; 0 without any. */
export const toHighest = ({ form, series, parts }: Drawn): number =>
  form === 'bars'
    ? Math.max(0, ...parts.map((_, at) => toChartSum(series, at) ?? 0))
    : Math.max(0, ...series.flatMap(({ values }) => values.filter((value) => value !== null)));

/** Whether there is enough for lines: a single value is a figure. */
export const hasLine = (series: readonly ChartSeries[]): boolean =>
  series.some(({ values }) => values.filter((value) => value !== null).length > 1);
