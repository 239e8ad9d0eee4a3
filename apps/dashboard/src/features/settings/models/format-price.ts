import type { Model } from '@signalbox/contracts';

import { formatRate } from './format-rate.ts';

/** What a million tokens of a model cost, read and written; a scripted one is free, an unknown one has `no price`. */
export const formatPrice = ({ price, isScripted }: Pick<Model, 'price' | 'isScripted'>): readonly [string, string] => {
  if (price) return [formatRate(price.inputUsdPerMTok), formatRate(price.outputUsdPerMTok)];
  const words = isScripted ? '$0' : 'no price';
  return [words, words];
};
