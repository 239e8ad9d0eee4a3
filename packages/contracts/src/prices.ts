import { z } from 'zod';

import { ConnectionName } from './connections.ts';
import { Id } from './ids.ts';
import { isCleanText } from './json.ts';
import { toNanoUsd, toUsd } from './nano-usd.ts';

/** Most that a million tokens cost: a hundred times what the dearest model does, to catch slips of the hand. */
const mostUsd = 10_000;

/** Dollars for a million tokens; with at most nine decimals it is a whole number of nano-USD. */
const UsdPerMTok = z
  .number('must be a number, in US dollars')
  .min(0, 'must be 0 or more')
  .max(mostUsd, 'must be at most 10,000, in US dollars')
  .refine((usd) => toUsd(toNanoUsd(usd)) === usd, 'must have at most 9 decimals');

const NanoUsdPerMTok = z.int().min(0).max(toNanoUsd(mostUsd));

/** Rates by bucket of tokens: what is left away costs what the bucket it is part of costs. */
const toRates = <Rate extends z.ZodType<number>>(rate: Rate) =>
  z.strictObject({
    inputFresh: rate,
    inputCacheRead: rate.exactOptional(),
    inputCacheWrite5m: rate.exactOptional(),
    inputCacheWrite1h: rate.exactOptional(),
    outputText: rate,
    outputReasoning: rate.exactOptional(),
  });

/** Rates of a price of a workspace's own, in nano-USD per million tokens. */
export const PriceRates = toRates(NanoUsdPerMTok);
export type PriceRates = z.infer<typeof PriceRates>;

/** A day in UTC, such as the first of a price. */
const Day = z
  .string('must be a day, such as 2026-11-21')
  .refine((text) => z.iso.date().safeParse(text).success, {
    error: 'must be a day of the calendar, such as 2026-11-21',
    abort: true,
  })
  .refine((day) => day >= '2020-01-01' && day <= '2099-12-31', 'must be between 2020-01-01 and 2099-12-31');

/** A model as its provider names it. */
const ModelName = z
  .string('must be the name of a model')
  .trim()
  .min(1, 'must not be empty')
  .max(200, 'must be at most 200 characters')
  .refine(isCleanText, 'must hold no broken characters');

/** What a workspace set for a model: it holds from a day on, and never changes. */
export const ModelPrice = z.object({
  id: z.string(),
  /** Name of the connection. */
  provider: z.string(),
  model: z.string(),
  validFrom: z.iso.date(),
  /** Null: the shipped price again. */
  rates: PriceRates.nullable(),
  /** By name. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type ModelPrice = z.infer<typeof ModelPrice>;

/** What a model costs today by the prices that come with the program, without what the workspace set. */
export const ShippedPrice = z.object({
  id: z.string(),
  /** Whether it is of that model, and not of one whose name is similar. */
  isExact: z.boolean(),
  /** Nano-USD per million tokens, of small requests. */
  rates: PriceRates.partial(),
  /** Larger requests cost more. */
  isTiered: z.boolean(),
});
export type ShippedPrice = z.infer<typeof ShippedPrice>;

const PricedModelName = { provider: ConnectionName, model: ModelName };

export const ListPricesInput = z.strictObject({
  ...PricedModelName,
  limit: z.int().min(1).max(200).default(100),
});
export type ListPricesInput = z.infer<typeof ListPricesInput>;

export const UpdatePriceInput = z.strictObject({
  ...PricedModelName,
  /** Calls that begin on this day or later. Runs that have ended keep their cost until they are repriced. */
  validFrom: Day,
  /** US dollars per million tokens, with at most nine decimals; null: the shipped price again. */
  usdPerMTok: toRates(UsdPerMTok).nullable(),
});
export type UpdatePriceInput = z.infer<typeof UpdatePriceInput>;

/** Which ended runs are priced anew, and where the piece before stopped. */
export const RepriceInput = z.strictObject({
  /** Runs that began on this day or later. */
  from: Day,
  /** Only calls of this model, as figures name it; without it, of all. */
  model: z.string().min(1).max(200).optional(),
  /** Without it, from the beginning. */
  cursor: Id.optional(),
});
export type RepriceInput = z.infer<typeof RepriceInput>;

const count = z.int().nonnegative();

/** What repricing makes of the calls of one model, in a piece of the runs. */
export const RepricedModel = z.object({
  /** As figures name it; empty: what its sender did not tell apart. */
  model: z.string(),
  /** Runs in which its cost changes; the sums are of these. */
  runs: count,
  costNanoUsdBefore: count,
  costNanoUsdAfter: count,
  unpricedCallsBefore: count,
  unpricedCallsAfter: count,
  /**
   * Runs that keep its cost: their sender gave it, their steps were deleted, or the connection that they ran on is not
   * there any more.
   */
  kept: z.object({ told: count, withoutSteps: count, withoutConnection: count }),
});
export type RepricedModel = z.infer<typeof RepricedModel>;

/** A piece of a repricing, or of its preview. */
export const RepricedRuns = z.object({
  /** Where to go on; null when all is done. */
  cursor: z.string().nullable(),
  /** Of the time since the first day, from 0 to 1. */
  share: z.number().min(0).max(1),
  /** Runs whose cost changes. */
  runs: count,
  /** Runs whose cost stays, as it was reported, and only what our prices say beside it changes. */
  comparedRuns: count,
  /** Those of which something changes or is kept. */
  models: z.array(RepricedModel),
});
export type RepricedRuns = z.infer<typeof RepricedRuns>;
