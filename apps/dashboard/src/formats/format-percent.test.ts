import { expect, test } from 'vitest';

import { formatPercent } from './format-percent.ts';

test.for([
  [0, '0%'],
  [0.0004, '<0.1%'],
  [0.001, '0.1%'],
  [0.975, '97.5%'],
  [0.9996, '99.9%'],
  [1, '100%'],
  [1.5, '150.0%'],
] as const)('%d is %s', ([share, text]) => {
  expect(formatPercent(share)).toBe(text);
});
