import type { CallCost, ModelUsage } from '@signalbox/contracts';

import { createPriceFinder, type FindPrice } from './create-price-finder.ts';
import type { OwnPrice } from './own-price.ts';
import { findShippedPrice } from './price-table.ts';
import type { Price } from './price.ts';
import { toCostLines } from './to-cost-lines.ts';
import { toUtcDay } from './to-utc-day.ts';

/** Prices that a workspace calls by a name. */
export interface PriceSource {
  /** What stands before the slash of `provider/model`. */
  readonly name: string;
  /** The provider of the shipped table whose prices these are; undefined when nobody knows them. */
  readonly provider: string | undefined;
  /** The workspace's own, in the order of their insertion. */
  readonly own: readonly OwnPrice[];
}

/** Whose models are meant by a name alone, when no source has it. */
const vendors = ['anthropic', 'openai', 'google'] as const;

/** Prices by model and day that are remembered: senders name few models, again and again. */
const maxKnownPrices = 10_000;

const toFinder = ({ name, provider, own }: PriceSource): { readonly name: string; readonly find: FindPrice } => ({
  name,
  find: createPriceFinder(own, (model, at) =>
    provider === undefined ? undefined : findShippedPrice(provider, model, at),
  ),
});

/**
 * What calls cost that somebody else made, of models as they call them: `provider/model` by the source of that name or the
 * vendor, a name alone by the first source that has a price for it, else the largest vendors'. Null without a price.
 */
export const createUsagePricer = (sources: readonly PriceSource[]) => {
  const finders = sources.map(toFinder);
  const known = new Map<string, Price | undefined>();

  const findAnywhere: FindPrice = (model, at) => {
    for (const { find } of finders) {
      const price = find(model, at);
      if (price) return price;
    }
    for (const vendor of vendors) {
      const price = findShippedPrice(vendor, model, at);
      if (price) return price;
    }
    return undefined;
  };

  const find: FindPrice = (name, at) => {
    const slash = name.indexOf('/');
    const [provider, model] = [name.slice(0, Math.max(0, slash)), name.slice(slash + 1)];
    const named = finders.find((one) => one.name === provider);
    if (named) return named.find(model, at);
    return (slash > 0 ? findShippedPrice(provider, model, at) : undefined) ?? findAnywhere(name, at);
  };

  return (name: string, usage: ModelUsage, at: Date): CallCost | null => {
    const key = `${toUtcDay(at)} ${name}`;
    if (!known.has(key)) {
      if (known.size >= maxKnownPrices) known.clear();
      known.set(key, find(name, at));
    }
    const price = known.get(key);
    const lines = price && toCostLines(usage, price);
    return price && lines ? { lines, isEstimated: !price.isExact } : null;
  };
};
