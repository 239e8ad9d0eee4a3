const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

interface TimeRange {
  readonly label: string;
  readonly spanMs: number;
}

/** The spans up to now that a list can be about, by the word that stands for them in the address. */
export const timeRanges: ReadonlyMap<string, TimeRange> = new Map([
  ['15m', { label: 'Last 15 minutes', spanMs: 15 * minuteMs }],
  ['1h', { label: 'Last hour', spanMs: hourMs }],
  ['6h', { label: 'Last 6 hours', spanMs: 6 * hourMs }],
  ['24h', { label: 'Last 24 hours', spanMs: dayMs }],
  ['7d', { label: 'Last 7 days', spanMs: 7 * dayMs }],
  ['30d', { label: 'Last 30 days', spanMs: 30 * dayMs }],
]);
