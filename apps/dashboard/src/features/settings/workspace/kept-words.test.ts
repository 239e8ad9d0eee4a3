import { expect, test } from 'vitest';

import { toDaysWords, toExpiredWords } from './kept-words.ts';

test('days are said as people say them', () => {
  expect([null, 1, 30, 365, 730].map(toDaysWords)).toEqual(['for ever', '1 day', '30 days', '1 year', '2 years']);
});

test('what goes is counted, and above what was counted it is said to be more', () => {
  const kept = { kind: 'runs', bytes: 1, expired: 1, isMore: false } as const;
  expect(toExpiredWords(kept)).toBe('1 run');
  expect(toExpiredWords({ ...kept, expired: 100_000, isMore: true })).toBe('over 100,000 runs');
  expect(toExpiredWords({ ...kept, kind: 'activity', expired: 2 })).toBe('2 entries of the activity');
});
