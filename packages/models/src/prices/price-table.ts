import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { isMatch, isNamed, ModelMatch } from './model-match.ts';
import { type Price, Rates } from './price.ts';
import { toUndated } from './to-undated.ts';
import { toUtcDay } from './to-utc-day.ts';

const PricePeriod = z.object({
  /** First day, in UTC; absent for what always was. */
  from: z.iso.date().optional(),
  rates: Rates,
});

const PricedModel = z.object({
  id: z.string(),
  title: z.string().optional(),
  match: ModelMatch,
  /** Input tokens it takes. */
  contextWindow: z.int().positive().optional(),
  isDeprecated: z.boolean().optional(),
  /** From the oldest on. */
  periods: z.array(PricePeriod).min(1),
});
export type PricedModel = z.infer<typeof PricedModel>;

const PriceProvider = z.object({
  id: z.string(),
  /** What the address of its API begins with, as a pattern. */
  api: z.string(),
  models: z.array(PricedModel),
});

/** The shipped prices. */
export const PriceTable = z.object({
  /** Package and version that they were taken from. */
  release: z.string(),
  providers: z.array(PriceProvider),
});
export type PriceTable = z.infer<typeof PriceTable>;

let table: PriceTable | undefined;

const readTable = (): PriceTable =>
  (table ??= PriceTable.parse(JSON.parse(readFileSync(new URL('price-table.json', import.meta.url), 'utf8'))));

/** Names as `claude-x-20260217` and `claude-x-2026-02-17` are the same. */
const toDashedDate = (name: string): string =>
  name.replaceAll(/-(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?=-|:|$)/g, '-$1-$2-$3');

/** The table's model for a provider's name of it; undefined when the table has none. */
const findPricedModel = (provider: string, model: string): PricedModel | undefined => {
  const models = readTable().providers.find(({ id }) => id === provider)?.models ?? [];
  const name = model.toLowerCase();
  const find = (wanted: string) => models.find(({ match }) => isMatch(match, wanted));
  return find(name) ?? find(toDashedDate(name));
};

/** The provider whose prices an address has: that of a gateway or a compatible server; undefined for unknown ones. */
export const findPriceProvider = (baseUrl: string): string | undefined =>
  readTable().providers.find(({ api }) => new RegExp(`^(?:${api})`).test(baseUrl))?.id;

const isSame = ({ id, match }: PricedModel, asked: string): boolean => {
  const name = asked.toLowerCase();
  return isNamed(match, name) || toUndated(name) === toUndated(id.toLowerCase());
};

/** The shipped price of a model at a time; undefined when there is none. */
export const findShippedPrice = (provider: string, model: string, at: Date): Price | undefined => {
  const found = findPricedModel(provider, model);
  const day = toUtcDay(at);
  const period = found?.periods.findLast(({ from }) => from === undefined || from <= day) ?? found?.periods[0];
  if (!found || !period) return undefined;
  const id = [readTable().release, `${provider}/${found.id}`, period.from].filter((part) => part !== undefined);
  return { id: id.join(' '), isExact: isSame(found, model), rates: period.rates };
};

/** Models of a provider that the table has and that are not out of use. */
export const listPricedModels = (provider: string): readonly PricedModel[] =>
  (readTable().providers.find(({ id }) => id === provider)?.models ?? []).filter(({ isDeprecated }) => !isDeprecated);

/** Input tokens that the provider's model takes; null when the table doesn't say. */
export const findContextWindow = (provider: string, model: string): number | null =>
  findPricedModel(provider, model)?.contextWindow ?? null;
