import { expect, test } from 'vitest';

import { toModelFigures } from './to-model-figures.ts';

test('limits and price in one line, without what is not known', () => {
  const price = { inputUsdPerMTok: 3, outputUsdPerMTok: 15, isOwn: false };
  const model = { contextWindow: 200_000, maxOutputTokens: 64_000, price, isScripted: false };
  expect(toModelFigures(model)).toBe('200,000 tokens, 64,000 out · $3.00 in · $15.00 out');
  expect(toModelFigures({ ...model, maxOutputTokens: null })).toBe('200,000 tokens · $3.00 in · $15.00 out');
  const unpriced = { ...model, contextWindow: null, price: null };
  expect(toModelFigures(unpriced)).toBe('64,000 out · no price');
  expect(toModelFigures({ ...unpriced, maxOutputTokens: null })).toBe('no price');
});
