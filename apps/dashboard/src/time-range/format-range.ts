import type { ReadRange } from './read-range.ts';
import { timeRanges } from './time-ranges.ts';

const toDay = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(at);

const toTime = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone }).format(at);

/** A range in words: `Last 7 days`, `1 Nov – 3 Nov`, `21 Nov 14:00 – 16:00`. */
export const formatRange = (range: ReadRange, timeZone: string): string => {
  if ('word' in range) return timeRanges.get(range.word)?.label ?? range.word;
  const [from, until] = [Date.parse(range.span.from), Date.parse(range.span.until)];
  const isWholeDays = [from, until].every((at) => toTime(at, timeZone) === '00:00');
  const first = toDay(from, timeZone);
  if (isWholeDays) {
    // the day that it ends with is the last one in it
    const last = toDay(until - 1, timeZone);
    return first === last ? first : `${first} – ${last}`;
  }
  const end = toDay(until, timeZone);
  return `${first} ${toTime(from, timeZone)} – ${end === first ? '' : `${end} `}${toTime(until, timeZone)}`;
};
