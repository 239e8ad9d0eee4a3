import { expect, test } from 'vitest';

import { formatPrice } from './format-price.ts';

test('a price in dollars, to its last decimal; free and unknown are told apart', () => {
  const price = { inputUsdPerMTok: 3, outputUsdPerMTok: 0.0375, isOwn: false };
  expect(formatPrice({ price, isScripted: false })).toEqual(['$3.00', '$0.0375']);
  const small = { inputUsdPerMTok: 0, outputUsdPerMTok: 0.000000001, isOwn: true };
  expect(formatPrice({ price: small, isScripted: false })).toEqual(['$0', '$0.000000001']);
  expect(formatPrice({ price: null, isScripted: true })).toEqual(['$0', '$0']);
  expect(formatPrice({ price: null, isScripted: false })).toEqual(['no price', 'no price']);
});
