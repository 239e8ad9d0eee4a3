import { addDays, toDayStart } from '@signalbox/contracts';

import type { Span } from './read-range.ts';

const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The calendar's day in the zone that a moment is in: `2026-11-28`. */
export const toDay = (at: string | number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(
    new Date(at),
  );

/** When a day of the calendar begins in the zone. */
const toStart = (day: string, timeZone: string): Date => {
  const start = toDayStart(noonOf(day), timeZone);
  // where noon of UTC is another day already, or still
  const found = toDay(start.getTime(), timeZone);
  if (found === day) return start;
  return addDays(start, found < day ? 1 : -1, timeZone);
};

/** The span of days of the calendar, both in it; null when a day is missing or the last one comes first. */
export const toDaySpan = (first: string, last: string, timeZone: string): Span | null => {
  if (Number.isNaN(noonOf(first).getTime()) || Number.isNaN(noonOf(last).getTime()) || last < first) return null;
  const until = addDays(toStart(last, timeZone), 1, timeZone);
  return { from: toStart(first, timeZone).toISOString(), until: until.toISOString() };
};
