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
