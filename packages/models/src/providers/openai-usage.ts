import { JsonObject, type ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

const tokens = z.int().nonnegative().catch(0);
const Usage = z.object({
  input_tokens: tokens,
  input_tokens_details: z.object({ cached_tokens: tokens, cache_write_tokens: tokens }).nullish().catch(null),
  output_tokens: tokens,
  output_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(null),
});

/** Usage of the Responses API in disjoint buckets, and as it came; null when the answer told none. */
export const toOpenaiUsage = (told: unknown): { readonly usage: ModelUsage; readonly rawUsage: JsonObject } | null => {
  const raw = JsonObject.safeParse(told);
  const parsed = Usage.safeParse(told);
  if (!raw.success || !parsed.success) return null;
  const { input_tokens, input_tokens_details, output_tokens, output_tokens_details } = parsed.data;
  const inputCacheRead = input_tokens_details?.cached_tokens ?? 0;
  const inputCacheWrite5m = input_tokens_details?.cache_write_tokens ?? 0;
  const outputReasoning = output_tokens_details?.reasoning_tokens ?? 0;
  return {
    usage: {
      inputFresh: Math.max(0, input_tokens - inputCacheRead - inputCacheWrite5m),
      inputCacheRead,
      inputCacheWrite5m,
      inputCacheWrite1h: 0,
      inputToolUse: 0,
      outputText: Math.max(0, output_tokens - outputReasoning),
      outputReasoning,
    },
    rawUsage: raw.data,
  };
};
