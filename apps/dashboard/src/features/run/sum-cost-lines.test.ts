import type { CostLine } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { sumCostLines } from './sum-cost-lines.ts';

const line = (bucket: CostLine['bucket'], tokens: number, nanoUsdPerMillionTokens: number): CostLine => ({
  bucket,
  tokens,
  nanoUsdPerMillionTokens,
  amount: (tokens * nanoUsdPerMillionTokens) / 1e6,
  priceId: 'one',
});

test('the same tokens at the same rate are one line, others stay apart, and no amount is lost', () => {
  const lines = [
    line('inputFresh', 100, 3e6),
    line('outputText', 10, 15e6),
    line('inputFresh', 50, 3e6),
    line('inputFresh', 7, 6e6),
  ];
  expect(sumCostLines(lines)).toEqual([
    line('inputFresh', 150, 3e6),
    line('outputText', 10, 15e6),
    line('inputFresh', 7, 6e6),
  ]);
});
