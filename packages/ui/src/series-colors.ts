/** The colours of series by their rank, as classes. */
export const seriesColors = [
  'text-series-1',
  'text-series-2',
  'text-series-3',
  'text-series-4',
  'text-series-5',
  'text-series-6',
  'text-series-7',
  'text-series-8',
] as const;
