import { expect, test } from 'vitest';

import { formatCost } from './format-cost.ts';

test.for([
  [0, '$0'],
  [1, '$0.000000001'],
  [41_200_000, '$0.04120'],
  [500_000_000, '$0.5000'],
  [999_999_999, '$1.00'],
  [184_220_000_000, '$184.22'],
  [1_234_500_000_000, '$1,234.50'],
] as const)('%d nano-USD is %s', ([costNanoUsd, text]) => {
  expect(formatCost(costNanoUsd)).toBe(text);
});
