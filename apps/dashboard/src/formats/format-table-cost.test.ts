import { expect, test } from 'vitest';

import { formatTableCost } from './format-table-cost.ts';

test.for([
  [0, '$0'],
  [99_999, '<$0.0001'],
  [41_200_000, '$0.0412'],
  [1_234_500_000_000, '$1,234.5000'],
] as const)('%d nano-USD is %s in a table', ([costNanoUsd, text]) => {
  expect(formatTableCost(costNanoUsd)).toBe(text);
});
