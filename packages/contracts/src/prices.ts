import { z } from 'zod';

import { ConnectionName } from './connections.ts';
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

/** The first day of a price, in UTC. */
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
  /** Calls that begin on this day or later. Calls that are over keep their cost. */
  validFrom: Day,
  /** US dollars per million tokens, with at most nine decimals; null: the shipped price again. */
  usdPerMTok: toRates(UsdPerMTok).nullable(),
});
export type UpdatePriceInput = z.infer<typeof UpdatePriceInput>;
