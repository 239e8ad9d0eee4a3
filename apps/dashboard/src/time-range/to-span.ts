import type { ReadRange, Span } from './read-range.ts';
import { timeRanges, toMinuteEnd } from './time-ranges.ts';

/**
 * The span of a range as it is now. One that goes on ends with the running minute: so long figures are asked for under
 * the same key, and have what happens in it.
 */
export const toSpan = (range: ReadRange, nowMs: number, timeZone: string): Span => {
  if ('span' in range) return range.span;
  const untilMs = toMinuteEnd(nowMs);
  const fromMs = timeRanges.get(range.word)?.toStart(nowMs, timeZone) ?? nowMs;
  return { from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString() };
};
