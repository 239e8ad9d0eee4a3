import { addDays, toDayStart } from '@signalbox/contracts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface TimeRange {
  readonly label: string;
  /** When it begins, by the clocks of the zone. */
  readonly toStart: (nowMs: number, timeZone: string) => number;
}

/** When the running minute ends. */
export const toMinuteEnd = (nowMs: number): number => (Math.floor(nowMs / minuteMs) + 1) * minuteMs;

const last = (label: string, spanMs: number): TimeRange => ({ label, toStart: (nowMs) => toMinuteEnd(nowMs) - spanMs });

/** Whole days, of which today is the last. */
const lastDays = (label: string, days: number): TimeRange => ({
  label,
  toStart: (nowMs, timeZone) => addDays(toDayStart(new Date(nowMs), timeZone), 1 - days, timeZone).getTime(),
});

const toMonthStart = (nowMs: number, timeZone: string): number => {
  const day = Number(new Intl.DateTimeFormat('en', { day: 'numeric', timeZone }).format(nowMs));
  return addDays(toDayStart(new Date(nowMs), timeZone), 1 - day, timeZone).getTime();
};

/** The spans up to now that figures and lists are about, by the word that stands for them in the address. */
export const timeRanges: ReadonlyMap<string, TimeRange> = new Map([
  ['15m', last('Last 15 minutes', 15 * minuteMs)],
  ['1h', last('Last hour', hourMs)],
  ['6h', last('Last 6 hours', 6 * hourMs)],
  ['24h', last('Last 24 hours', 24 * hourMs)],
  ['7d', lastDays('Last 7 days', 7)],
  ['30d', lastDays('Last 30 days', 30)],
  ['today', lastDays('Today', 1)],
  ['month', { label: 'This month', toStart: toMonthStart }],
]);
