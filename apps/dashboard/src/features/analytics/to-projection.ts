import { addDays, toDayStart } from '@signalbox/contracts';

import type { Span } from '../../time-range/read-range.ts';

/** When the month of the zone ends that begins here. */
const toMonthEnd = (from: string, timeZone: string): number => {
  // 32 days on is the next month, whose day of the month says how far
  const later = addDays(new Date(from), 32, timeZone);
  const day = Number(new Intl.DateTimeFormat('en', { day: 'numeric', timeZone }).format(later));
  return addDays(toDayStart(later, timeZone), 1 - day, timeZone).getTime();
};

/** What a month comes to at its end if it goes on as it did so far; the span is the month until now. */
export const toProjection = (soFar: number, { from, until }: Span, timeZone: string): number => {
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)];
  return (soFar * (toMonthEnd(from, timeZone) - fromMs)) / (untilMs - fromMs);
};
