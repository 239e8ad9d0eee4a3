import { z } from 'zod';

const count = z.int().nonnegative();

/** What runs come to in all, lost attempts at their estimates; runs that have not ended add to the count only. */
export const RunTotals = z.object({
  runs: count,
  inputTokens: count,
  outputTokens: count,
  costNanoUsd: count,
  /** Model calls that have no price, and are not in the cost. */
  unpricedCalls: count,
});
export type RunTotals = z.infer<typeof RunTotals>;
