import { z } from 'zod';

const tokens = z.int().nonnegative();

/**
 * Tokens of one model call in disjoint buckets: their sum is what is billed.
 * `inputFresh` excludes everything cached; `outputText` excludes reasoning.
 */
export const ModelUsage = z.object({
  inputFresh: tokens,
  inputCacheRead: tokens,
  inputCacheWrite5m: tokens,
  inputCacheWrite1h: tokens,
  inputToolUse: tokens,
  outputText: tokens,
  outputReasoning: tokens,
});
export type ModelUsage = z.infer<typeof ModelUsage>;
