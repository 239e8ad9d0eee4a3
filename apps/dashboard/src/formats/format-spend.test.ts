import { expect, test } from 'vitest';

import { formatSpend } from './format-spend.ts';

test('calls without a price are counted beside the cost, and never as nothing', () => {
  expect(formatSpend(41_200_000, 0)).toBe('$0.04120');
  expect(formatSpend(41_200_000, 2)).toBe('$0.04120 + 2 unpriced');
  expect(formatSpend(0, 2)).toBe('no price');
  expect(formatSpend(0, 0)).toBe('$0');
});
