import type { Kept, KeptKind } from '@signalbox/contracts';

import { formatCount } from '../../../formats/format-count.ts';

/** How long data can be kept, in days; null: for ever. */
export const keptDays = [null, 7, 14, 30, 60, 90, 180, 365, 730] as const;

/** How long something is kept, in words. */
export const toDaysWords = (days: number | null): string => {
  if (days === null) return 'for ever';
  if (days % 365 === 0) return days === 365 ? '1 year' : `${days / 365} years`;
  return days === 1 ? '1 day' : `${days} days`;
};

const nouns: Record<KeptKind, readonly [one: string, many: string]> = {
  runs: ['run', 'runs'],
  steps: ['run', 'runs'],
  activity: ['entry of the activity', 'entries of the activity'],
};

/** How much goes, in words: `12,843 runs`, `over 100,000 runs`. */
export const toExpiredWords = ({ kind, expired, isMore }: Kept): string => {
  const [one, many] = nouns[kind];
  return `${isMore ? 'over ' : ''}${formatCount(expired)} ${expired === 1 ? one : many}`;
};
