import type { Model } from '@signalbox/contracts';

const toDollars = (usd: number): string => {
  if (usd === 0) return '$0';
  const places = usd < 0.1 ? 4 : 2;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })}`;
};

/** What a million tokens of a model cost, read and written; a scripted one is free, an unknown one has `no price`. */
export const formatPrice = ({ price, isScripted }: Pick<Model, 'price' | 'isScripted'>): readonly [string, string] => {
  if (price) return [toDollars(price.inputUsdPerMTok), toDollars(price.outputUsdPerMTok)];
  const words = isScripted ? '$0' : 'no price';
  return [words, words];
};
