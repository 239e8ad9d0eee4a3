import { addDays, type MetricStep, toDayStart } from '@signalbox/contracts';
import type { Span } from '@signalbox/database';

const hourMs = 3_600_000;

/** Whole days that the span takes at most, by the clocks of the zone. */
const countDays = ({ from, until }: Span, timeZone: string): number => {
  let days = Math.max(1, Math.floor((until.getTime() - from.getTime()) / (25 * hourMs)));
  while (addDays(from, days, timeZone) < until) days += 1;
  return days;
};

/**
 * The span that figures are set beside: of one that begins with a day, as many days before, at the same times of the
 * zone's clocks; else the span of the same length that ends where it begins.
 */
export const toSpanBefore = (span: Span, timeZone: string): Span => {
  const { from, until } = span;
  if (toDayStart(from, timeZone).getTime() !== from.getTime()) {
    return { from: new Date(2 * from.getTime() - until.getTime()), until: from };
  }
  const days = countDays(span, timeZone);
  return { from: addDays(from, -days, timeZone), until: addDays(until, -days, timeZone) };
};

/** The hours of UTC or days of the zone that the span is made of; the first and the last one may be cut. */
export const toParts = ({ from, until }: Span, step: MetricStep, timeZone: string): Span[] => {
  const toNext = (at: Date): Date =>
    step === 'hour'
      ? new Date((Math.floor(at.getTime() / hourMs) + 1) * hourMs)
      : toDayStart(addDays(toDayStart(at, timeZone), 1, timeZone), timeZone);
  const parts: Span[] = [];
  for (let start = from; start < until;) {
    const next = toNext(start);
    const end = next < until ? next : until;
    parts.push({ from: start, until: end });
    start = end;
  }
  return parts;
};
