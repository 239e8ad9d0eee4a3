import { JsonObject, type ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

const tokens = z.int().nonnegative().catch(0);
const Usage = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  total_tokens: tokens,
  prompt_tokens_details: z.object({ cached_tokens: tokens, cache_write_tokens: tokens }).nullish().catch(null),
  completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(null),
  /** DeepSeek’s name for what came from the cache. */
  prompt_cache_hit_tokens: tokens,
});

/**
 * Usage of Chat Completions in disjoint buckets, and as it came; null when it is none. The prompt's count includes the
 * cache, unless the cache alone is more; the answer's includes reasoning, unless the total counts it beside.
 */
export const toOpenaiCompatibleUsage = (
  told: unknown,
): { readonly usage: ModelUsage; readonly rawUsage: JsonObject } | null => {
  const raw = JsonObject.safeParse(told);
  if (!raw.success) return null;
  const usage = Usage.parse(raw.data);
  const read = usage.prompt_tokens_details?.cached_tokens || usage.prompt_cache_hit_tokens;
  const written = usage.prompt_tokens_details?.cache_write_tokens ?? 0;
  const cached = read + written;
  const reasoning = usage.completion_tokens_details?.reasoning_tokens ?? 0;
  const isBeside = usage.total_tokens >= usage.prompt_tokens + usage.completion_tokens + reasoning;
  return {
    usage: {
      inputFresh: cached > usage.prompt_tokens ? usage.prompt_tokens : usage.prompt_tokens - cached,
      inputCacheRead: read,
      inputCacheWrite5m: written,
      inputCacheWrite1h: 0,
      inputToolUse: 0,
      outputText: isBeside ? usage.completion_tokens : Math.max(0, usage.completion_tokens - reasoning),
      outputReasoning: isBeside ? reasoning : Math.min(reasoning, usage.completion_tokens),
    },
    rawUsage: raw.data,
  };
};
