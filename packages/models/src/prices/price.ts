import { ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

/** Nano-USD per million tokens: for small requests, then for those with more input tokens than each tier says. */
export const Rate = z.union([
  z.int().nonnegative(),
  z.tuple([z.int().nonnegative()]).rest(z.tuple([z.int().positive(), z.int().nonnegative()])),
]);
export type Rate = z.infer<typeof Rate>;

/** Rates by bucket; a bucket without one costs what the bucket it is part of costs. */
export const Rates = z.partialRecord(ModelUsage.keyof(), Rate);
export type Rates = z.infer<typeof Rates>;

/** The price of a model, valid from a day on. */
export interface Price {
  readonly id: string;
  /** Whether it is of that model, and not of one whose name is similar. */
  readonly isExact: boolean;
  readonly rates: Rates;
}
