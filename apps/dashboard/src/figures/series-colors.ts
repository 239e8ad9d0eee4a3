/** The colours of series by their rank. */
const seriesColors = [
  'text-series-1',
  'text-series-2',
  'text-series-3',
  'text-series-4',
  'text-series-5',
  'text-series-6',
  'text-series-7',
  'text-series-8',
] as const;

/** The colour of a series; what the longest ones leave is neutral. */
export const toSeriesColor = (key: string | null, rank: number): string =>
  key === 'other' ? 'text-neutral' : (seriesColors[rank] ?? 'text-neutral');
