import type { CostLine } from '@signalbox/contracts';

/** Lines of the same tokens at the same rate as one, in the order they came first. */
export const sumCostLines = (lines: readonly CostLine[]): readonly CostLine[] => {
  const sums = new Map<string, CostLine>();
  for (const line of lines) {
    const key = `${line.bucket} ${line.nanoUsdPerMillionTokens} ${line.priceId}`;
    const { tokens = 0, amount = 0 } = sums.get(key) ?? {};
    sums.set(key, { ...line, tokens: tokens + line.tokens, amount: amount + line.amount });
  }
  return [...sums.values()];
};
