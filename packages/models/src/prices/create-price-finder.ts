import { type OwnPrice, toOwnPriceId } from './own-price.ts';
import type { Price } from './price.ts';
import { toUndated } from './to-undated.ts';
import { toUtcDay } from './to-utc-day.ts';

/** The price of a model for a call that began then; undefined when there is none. */
export type FindPrice = (model: string, at: Date) => Price | undefined;

/** By name in small letters, each from the oldest day on, and of a day in the order given. */
const groupByModel = (own: readonly OwnPrice[]): ReadonlyMap<string, readonly OwnPrice[]> => {
  const sorted = own.toSorted((left, right) => left.validFrom.localeCompare(right.validFrom));
  return Map.groupBy(sorted, ({ model }) => model.toLowerCase());
};

/**
 * Prices of a workspace's own before the shipped ones. `own` stands in the order of insertion: of the rows that are valid
 * at the call's start the one of the latest day holds, and of a day the last. A row for a name without the day of its
 * release is of all its releases that have no row themselves, since vendors answer `x` as `x-2026-02-17`.
 */
export const createPriceFinder = (own: readonly OwnPrice[], findShipped: FindPrice): FindPrice => {
  if (own.length === 0) return findShipped;
  const byModel = groupByModel(own);
  return (model, at) => {
    const day = toUtcDay(at);
    const name = model.toLowerCase();
    const find = (wanted: string) => byModel.get(wanted)?.findLast(({ validFrom }) => validFrom <= day);
    const undated = toUndated(name);
    const found = find(name) ?? find(undated) ?? find(`${undated}-latest`);
    if (!found || found.rates === null) return findShipped(model, at);
    return { id: toOwnPriceId(found), isExact: true, rates: found.rates };
  };
};
