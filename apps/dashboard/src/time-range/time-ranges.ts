import { addDays, toDayStart } from '@signalbox/contracts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

interface TimeRange {
  readonly label: string;
  /** When it begins, by the clocks of the zone. */
  readonly toStart: (nowMs: number, timeZone: string) => number;
}

const last = (label: string, spanMs: number): TimeRange => ({ label, toStart: (nowMs) => nowMs - spanMs });

const toMonthStart = (nowMs: number, timeZone: string): number => {
  const day = Number(new Intl.DateTimeFormat('en', { day: 'numeric', timeZone }).format(nowMs));
  return addDays(toDayStart(new Date(nowMs), timeZone), 1 - day, timeZone).getTime();
};

/** The spans up to now that figures and lists are about, by the word that stands for them in the address. */
export const timeRanges: ReadonlyMap<string, TimeRange> = new Map([
  ['15m', last('Last 15 minutes', 15 * minuteMs)],
  ['1h', last('Last hour', hourMs)],
  ['6h', last('Last 6 hours', 6 * hourMs)],
  ['24h', last('Last 24 hours', dayMs)],
  ['7d', last('Last 7 days', 7 * dayMs)],
  ['30d', last('Last 30 days', 30 * dayMs)],
  ['today', { label: 'Today', toStart: (nowMs, timeZone) => toDayStart(new Date(nowMs), timeZone).getTime() }],
  ['month', { label: 'This month', toStart: toMonthStart }],
]);
