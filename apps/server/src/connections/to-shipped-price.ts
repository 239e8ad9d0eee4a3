import { PriceRates, type ShippedPrice } from '@signalbox/contracts';
import type { Price } from '@signalbox/models';

const buckets = PriceRates.keyof().options;

/** A price of the shipped table as people see it: the rates of small requests, and whether larger ones cost more. */
export const toShippedPrice = ({ id, isExact, rates }: Price): ShippedPrice => {
  const known = buckets.flatMap((bucket) => {
    const rate = rates[bucket];
    return rate === undefined ? [] : [{ bucket, rate }];
  });
  const bases = known.map(({ bucket, rate }) => [bucket, typeof rate === 'number' ? rate : rate[0]] as const);
  const isTiered = known.some(({ rate }) => typeof rate !== 'number');
  return { id, isExact, rates: Object.fromEntries(bases), isTiered };
};
