import type { ModelProvider } from '../model-provider.ts';
import { createPriceFinder } from './create-price-finder.ts';
import type { OwnPrice } from './own-price.ts';
import { findShippedPrice } from './price-table.ts';
import { toCostLines } from './to-cost-lines.ts';

/**
 * What a provider's calls cost: by the workspace's own prices, in the order of their insertion, else by the shipped table.
 * `provider` is its name there; of a server whose prices nobody knows it is undefined, and calls without an own price
 * have none.
 */
export const createPricing = (provider: string | undefined, own: readonly OwnPrice[] = []): ModelProvider['price'] => {
  const find = createPriceFinder(own, (model, at) =>
    provider === undefined ? undefined : findShippedPrice(provider, model, at),
  );
  return (model, usage, at) => {
    const price = find(model, at);
    const lines = price && toCostLines(usage, price);
    return price && lines ? { lines, isEstimated: !price.isExact } : null;
  };
};
