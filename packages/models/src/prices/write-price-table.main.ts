import { readFileSync, writeFileSync } from 'node:fs';

import { findProvider, type ModelInfo, type ModelPrice } from '@pydantic/genai-prices';
import { z } from 'zod';

import { PriceTable } from './price-table.ts';
import type { Rate, Rates } from './price.ts';

/** Providers that can be connected, by their own name or by their address. */
const providers = [
  'anthropic',
  'openai',
  'google',
  'azure',
  'aws',
  'cerebras',
  'cohere',
  'deepseek',
  'fireworks',
  'groq',
  'mistral',
  'moonshotai',
  'novita',
  'openrouter',
  'perplexity',
  'together',
  'x-ai',
];

const keys = {
  inputFresh: 'input_mtok',
  inputCacheRead: 'cache_read_mtok',
  inputCacheWrite5m: 'cache_write_mtok',
  inputCacheWrite1h: 'cache_write_1h_mtok',
  outputText: 'output_mtok',
  outputReasoning: 'output_reasoning_mtok',
} as const;

const toNanoUsd = (usd: number): number => Math.round(usd * 1_000_000_000);

const toRate = (price: ModelPrice[string]): Rate | undefined => {
  if (price === undefined || typeof price === 'number') return price === undefined ? undefined : toNanoUsd(price);
  const tiers = price.tiers.map(({ start, price: usd }): [number, number] => [start, toNanoUsd(usd)]);
  return [toNanoUsd(price.base), ...tiers];
};

const toRates = (price: ModelPrice): Rates => {
  const entries = Object.entries(keys).map(([bucket, key]) => [bucket, toRate(price[key])] as const);
  return Object.fromEntries(entries.filter(([, rate]) => rate !== undefined));
};

/** By the day they begin at; of prices by the hour only those of the other hours, so that nothing is told too low. */
const toPeriods = ({ prices }: ModelInfo) => {
  if (!Array.isArray(prices)) return [{ rates: toRates(prices) }];
  return prices.flatMap(({ constraint, prices: price }) => {
    if (constraint?.type === 'time_of_date') return [];
    return [{ ...(constraint && { from: constraint.start_date }), rates: toRates(price) }];
  });
};

const toModel = (model: ModelInfo) => ({
  id: model.id,
  title: model.name,
  match: model.match,
  contextWindow: model.context_window,
  isDeprecated: model.deprecated,
  periods: toPeriods(model),
});

const manifest = new URL('../../node_modules/@pydantic/genai-prices/package.json', import.meta.url);
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));

const table = PriceTable.parse({
  release: `genai-prices ${version}`,
  providers: providers.map((id) => {
    const provider = findProvider({ providerId: id });
    if (!provider) throw new Error(`genai-prices has no provider ${id}`);
    const models = provider.models
      .map(toModel)
      .filter(({ periods }) => periods.some(({ rates }) => rates.inputFresh !== undefined));
    return { id, api: provider.api_pattern, models };
  }),
});

/** A model a line, so that a later release shows as the lines that it changed. */
const toLines = ({ release, providers: list }: PriceTable): string => {
  const blocks = list.map(({ id, api, models }) => {
    const lines = models.map((model) => JSON.stringify(model)).join(',\n');
    return `{"id":${JSON.stringify(id)},"api":${JSON.stringify(api)},"models":[\n${lines}\n]}`;
  });
  return `{"release":${JSON.stringify(release)},"providers":[\n${blocks.join(',\n')}\n]}\n`;
};

writeFileSync(new URL('price-table.json', import.meta.url), toLines(table));
