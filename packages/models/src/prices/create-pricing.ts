import type { ModelProvider } from '../model-provider.ts';
import { findShippedPrice } from './price-table.ts';
import { toCostLines } from './to-cost-lines.ts';

/**
 * What a provider's calls cost by the shipped table; `provider` is its name there, undefined for a server whose prices
 * nobody knows: all its calls are without a price.
 */
export const createPricing =
  (provider: string | undefined): ModelProvider['price'] =>
  (model, usage, at) => {
    const price = provider === undefined ? undefined : findShippedPrice(provider, model, at);
    const lines = price && toCostLines(usage, price);
    return price && lines ? { lines, isEstimated: !price.isExact } : null;
  };
