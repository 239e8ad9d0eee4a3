import { expect, test } from 'vitest';

import { formatCount, formatLargeCount, formatNoun } from './format-count.ts';

test('a count is exact, and short on a card from a million on', () => {
  expect([formatCount(0), formatCount(12_843)]).toEqual(['0', '12,843']);
  expect([formatLargeCount(999_999), formatLargeCount(1_284_000)]).toEqual(['999,999', '1.28M']);
});

test('a noun follows its count', () => {
  expect([formatNoun(0, 'run'), formatNoun(1, 'run'), formatNoun(1200, 'run')]).toEqual([
    '0 runs',
    '1 run',
    '1,200 runs',
  ]);
});
