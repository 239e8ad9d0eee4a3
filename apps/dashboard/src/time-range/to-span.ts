import type { ReadRange, Span } from './read-range.ts';
import { timeRanges } from './time-ranges.ts';

const minuteMs = 60_000;

/**
 * The span of a range as it is now. One that goes on ends with the running minute: so long figures are asked for under
 * the same key, and have what happens in it.
 */
export const toSpan = (range: ReadRange, nowMs: number, timeZone: string): Span => {
  if ('span' in range) return range.span;
  const untilMs = (Math.floor(nowMs / minuteMs) + 1) * minuteMs;
  const fromMs = timeRanges
    .get(range.word)
    ?.toStart(range.word === 'today' || range.word === 'month' ? nowMs : untilMs, timeZone);
  return { from: new Date(fromMs ?? untilMs - minuteMs).toISOString(), until: new Date(untilMs).toISOString() };
};
