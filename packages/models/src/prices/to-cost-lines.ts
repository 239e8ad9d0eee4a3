import { type CostLine, inputTokens, type ModelUsage, tokenBuckets } from '@signalbox/contracts';

import type { Price, Rate, Rates } from './price.ts';

type Bucket = keyof ModelUsage;

/** What a bucket without a rate of its own is billed as. */
const billedAs: Readonly<Record<Bucket, Bucket | null>> = {
  inputFresh: null,
  inputCacheRead: 'inputFresh',
  inputCacheWrite5m: 'inputFresh',
  inputCacheWrite1h: 'inputCacheWrite5m',
  inputToolUse: 'inputFresh',
  outputText: null,
  outputReasoning: 'outputText',
};

const findRate = (rates: Rates, bucket: Bucket): Rate | undefined => {
  const own = rates[bucket];
  const other = billedAs[bucket];
  return own !== undefined || other === null ? own : findRate(rates, other);
};

/** Nano-USD per million tokens for a request of this size: its tier's rate is that of the whole request. */
const toNanoUsd = (rate: Rate, requestTokens: number): number => {
  if (typeof rate === 'number') return rate;
  const [base, ...tiers] = rate;
  return tiers.findLast(([above]) => requestTokens > above)?.[1] ?? base;
};

const toAmount = (tokens: number, nanoUsdPerMillionTokens: number): number =>
  Number((BigInt(tokens) * BigInt(nanoUsdPerMillionTokens) + 500_000n) / 1_000_000n);

/**
 * What a call cost, bucket by bucket, without those that have no tokens; null when the price lacks a rate that the
 * call needs.
 */
export const toCostLines = (usage: ModelUsage, price: Price): CostLine[] | null => {
  const lines: CostLine[] = [];
  const requestTokens = inputTokens(usage);
  for (const bucket of tokenBuckets) {
    const tokens = usage[bucket];
    if (tokens === 0) continue;
    const rate = findRate(price.rates, bucket);
    if (rate === undefined) return null;
    const nanoUsdPerMillionTokens = toNanoUsd(rate, requestTokens);
    const amount = toAmount(tokens, nanoUsdPerMillionTokens);
    lines.push({ bucket, tokens, nanoUsdPerMillionTokens, amount, priceId: price.id });
  }
  return lines;
};
