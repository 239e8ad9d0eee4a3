/** A whole number with its thousands apart: `12,843`. */
export const formatCount = (count: number): string => count.toLocaleString('en-GB');

/** A count for a card: from a million on `1.28M`, the exact one belongs into the hint. */
export const formatLargeCount = (count: number): string =>
  count < 1_000_000 ? formatCount(count) : `${(count / 1_000_000).toFixed(2)}M`;

/** A count with its noun: `1 run`, `3 runs`. */
export const formatNoun = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
