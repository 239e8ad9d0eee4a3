import { expect, test } from 'vitest';

import { toShippedPrice } from './to-shipped-price.ts';

test('of rates by size the one of small requests is told, and that there are others', () => {
  const price = { id: 'x', isExact: false };
  expect(toShippedPrice({ ...price, rates: { inputFresh: [3, [200, 6]], inputToolUse: 1, outputText: 15 } })).toEqual({
    ...price,
    rates: { inputFresh: 3, outputText: 15 },
    isTiered: true,
  });
  expect(toShippedPrice({ ...price, rates: { inputFresh: 0 } })).toEqual({
    ...price,
    rates: { inputFresh: 0 },
    isTiered: false,
  });
});
