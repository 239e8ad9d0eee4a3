import { expect, test } from 'vitest';

import { formatPrice } from './format-price.ts';

test('a price in dollars, small ones to four places; free and unknown are told apart', () => {
  const price = { inputUsdPerMTok: 3, outputUsdPerMTok: 0.0375 };
  expect(formatPrice({ price, isScripted: false })).toEqual(['$3.00', '$0.0375']);
  expect(formatPrice({ price: null, isScripted: true })).toEqual(['$0', '$0']);
  expect(formatPrice({ price: null, isScripted: false })).toEqual(['no price', 'no price']);
});
