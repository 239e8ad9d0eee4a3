import { z } from 'zod';

import { ModelUsage } from './usage.ts';

/** What the tokens of one bucket of a model call cost. */
export const CostLine = z.object({
  bucket: ModelUsage.keyof(),
  tokens: z.int().positive(),
  nanoUsdPerMillionTokens: z.int().nonnegative(),
  /** Nano-USD, rounded half up: the lines of a call add up to its cost. */
  amount: z.int().nonnegative(),
  /** Which price it was: of the shipped table with its release, or of the workspace. */
  priceId: z.string(),
});
export type CostLine = z.infer<typeof CostLine>;

/** What a model call cost, line by line. */
export interface CallCost {
  readonly lines: readonly CostLine[];
  /** The price is that of a model with a similar name. */
  readonly isEstimated: boolean;
}

/** What a call's log entry says of its cost; null stands for a call without a price. */
export const toBookedCost = (cost: CallCost | null) => ({
  costNanoUsd: cost && cost.lines.reduce((sum, { amount }) => sum + amount, 0),
  ...(cost && cost.lines.length > 0 && { costLines: [...cost.lines] }),
  ...(cost?.isEstimated === true && { isCostEstimated: true as const }),
});
