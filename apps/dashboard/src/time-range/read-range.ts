import { timeRanges } from './time-ranges.ts';

/** What an address says of the time that figures are about. */
export interface RangeSearch {
  /** A word of `timeRanges`. */
  readonly range?: string;
  readonly from?: string;
  readonly until?: string;
}

/** A span of time, its end not in it. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** A range that goes on with the time, by its word, or one that stands still. */
export type ReadRange = { readonly word: string } | { readonly span: Span };

/** Figures of longer spans are refused. */
const maxSpanMs = 400 * 86_400_000;

/** The range of an address; what can't be read is the one that pages begin with. */
export const readRange = ({ range, from, until }: RangeSearch, fallback = 'today'): ReadRange => {
  const [fromMs, untilMs] = [Date.parse(from ?? ''), Date.parse(until ?? '')];
  if (fromMs < untilMs && untilMs - fromMs <= maxSpanMs) {
    return { span: { from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString() } };
  }
  return { word: range !== undefined && timeRanges.has(range) ? range : fallback };
};

/** The address of a range. */
export const printRange = (range: ReadRange): RangeSearch => ('word' in range ? { range: range.word } : range.span);
