import { calcPrice } from '@pydantic/genai-prices';
import { emptyUsage, inputTokens, type ModelUsage, outputTokens } from '@signalbox/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createPricing } from './create-pricing.ts';
import { findPriceProvider, findShippedPrice, listPricedModels } from './price-table.ts';
import type { Rates } from './price.ts';
import { toCostLines } from './to-cost-lines.ts';

const at = new Date('2026-11-21T12:00:00Z');

const costOf = (provider: string, model: string, usage: Partial<ModelUsage>): number | null => {
  const price = findShippedPrice(provider, model, at);
  const lines = price && toCostLines({ ...emptyUsage, ...usage }, price);
  return lines ? lines.reduce((sum, { amount }) => sum + amount, 0) : null;
};

describe('golden cases', () => {
  test('what was read from the cache is counted once', () => {
    const usage = { ...emptyUsage, inputFresh: 5, inputCacheRead: 128_955, inputCacheWrite5m: 1253 };
    expect(inputTokens(usage)).toBe(130_213);
    expect(costOf('anthropic', 'claude-opus-4-5', usage)).toBe(5 * 5000 + 128_955 * 500 + 1253 * 6250);
  });

  test('86 fresh tokens beside 17,817 from the cache', () => {
    const usage = { inputFresh: 86, inputCacheRead: 17_817 };
    expect(costOf('openai', 'gpt-5.1', usage)).toBe(86 * 1250 + 17_817 * 125);
  });

  test('19 fresh tokens beside a large cache are still charged', () => {
    const withFresh = costOf('anthropic', 'claude-opus-4-5', { inputFresh: 19, inputCacheRead: 39_000 });
    expect(withFresh).toBe(19 * 5000 + 39_000 * 500);
  });
});

test('a size tier bills the whole request at its rate, one token more than its border on', () => {
  const rates: Rates = { inputFresh: [3000, [200, 6000]], outputText: [15_000, [200, 22_500]] };
  const price = { id: 'x', isExact: true, rates };
  const usage = { ...emptyUsage, inputFresh: 200, outputText: 10 };
  const ratesOf = (each: ModelUsage) => toCostLines(each, price)?.map(({ nanoUsdPerMillionTokens: rate }) => rate);
  expect(ratesOf(usage)).toEqual([3000, 15_000]);
  expect(ratesOf({ ...usage, inputFresh: 201 })).toEqual([6000, 22_500]);
});

test('amounts are rounded half up, and large ones are exact', () => {
  const price = { id: 'x', isExact: true, rates: { inputFresh: 500_000, outputText: 4_000_000_000_000 } };
  const lines = toCostLines({ ...emptyUsage, inputFresh: 1, outputText: 1_999_999_999 }, price);
  expect(lines?.map(({ amount }) => amount)).toEqual([1, 7_999_999_996_000_000]);
});

test('a bucket without a rate costs what it is part of; without any rate the call has no price', () => {
  const price = { id: 'x', isExact: true, rates: { inputFresh: 2_000_000 } };
  const usage = { ...emptyUsage, inputFresh: 1, inputCacheRead: 1, inputCacheWrite1h: 1, inputToolUse: 1 };
  expect(toCostLines(usage, price)?.map(({ amount }) => amount)).toEqual([2, 2, 2, 2]);
  expect(toCostLines({ ...usage, outputReasoning: 1 }, price)).toBeNull();
});

test('a price holds from its day on, and models the table lacks have none', () => {
  const sonnet = (day: string) => findShippedPrice('anthropic', 'claude-sonnet-4-6', new Date(day));
  expect(sonnet('2026-03-12T23:59:59Z')?.rates.inputFresh).toEqual([3_000_000_000, [200_000, 6_000_000_000]]);
  expect(sonnet('2026-03-13T00:00:00Z')?.rates.inputFresh).toBe(3_000_000_000);
  expect(findShippedPrice('anthropic', 'no-such-model', at)).toBeUndefined();
  expect(findShippedPrice('nobody', 'claude-sonnet-4-6', at)).toBeUndefined();
});

test('a price of a model with a similar name makes an estimate; a day of release does not', () => {
  const isEstimated = (provider: string, model: string) =>
    createPricing(provider)(model, { ...emptyUsage, inputFresh: 1 }, at)?.isEstimated;
  expect(isEstimated('anthropic', 'claude-opus-4-5')).toBe(false);
  expect(isEstimated('anthropic', 'claude-opus-4-5-20251101')).toBe(false);
  expect(isEstimated('openai', 'gpt-5-2025-08-07')).toBe(false);
  expect(isEstimated('anthropic', 'claude-opus-4-5-fast-preview')).toBe(true);
  expect(isEstimated('anthropic', 'no-such-model')).toBeUndefined();
});

test('compatible servers are known by their address', () => {
  expect(findPriceProvider('https://api.groq.com/openai/v1')).toBe('groq');
  expect(findPriceProvider('http://127.0.0.1:11434/v1')).toBeUndefined();
});

test('every model of the three vendors costs what genai-prices says', () => {
  const tokens = fc.integer({ min: 1, max: 400_000 });
  const usages = fc.record({ fresh: tokens, cached: tokens, output: tokens });
  for (const provider of ['anthropic', 'openai', 'google']) {
    const models = listPricedModels(provider).filter(
      ({ periods }) =>
        periods.at(-1)?.rates.outputText !== undefined && periods.at(-1)?.rates.inputCacheRead !== undefined,
    );
    expect(models.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.constantFrom(...models), usages, ({ id }, { fresh, cached, output }) => {
        const usage = { ...emptyUsage, inputFresh: fresh, inputCacheRead: cached, outputText: output };
        const theirs = calcPrice(
          { input_tokens: inputTokens(usage), cache_read_tokens: cached, output_tokens: outputTokens(usage) },
          id,
          { providerId: provider, timestamp: at },
        );
        const ours = costOf(provider, id, usage);
        expect((ours ?? 0) / 1e9).toBeCloseTo(theirs?.total_price ?? -1, 6);
      }),
    );
  }
});
