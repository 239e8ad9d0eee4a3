import type { Model } from '@signalbox/contracts';

import { formatCount } from '../../../formats/format-count.ts';
import { formatPrice } from './format-price.ts';

type FiguredModel = Pick<Model, 'contextWindow' | 'maxOutputTokens' | 'price' | 'isScripted'>;

/** A model's limits and price in one line, without what is not known: "200,000 tokens, 64,000 out · $3.00 in · $15.00 out". */
export const toModelFigures = (model: FiguredModel): string => {
  const { contextWindow, maxOutputTokens } = model;
  const [input, output] = formatPrice(model);
  const tokens = [
    contextWindow === null ? [] : `${formatCount(contextWindow)} tokens`,
    maxOutputTokens === null ? [] : `${formatCount(maxOutputTokens)} out`,
  ].flat();
  const price = input === 'no price' ? [input] : [`${input} in`, `${output} out`];
  return [...(tokens.length > 0 ? [tokens.join(', ')] : []), ...price].join(' · ');
};
