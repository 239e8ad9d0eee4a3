import { JsonObject, type ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

const tokens = z.int().nonnegative().catch(0);
const Usage = z.object({
  input_tokens: tokens,
  cache_read_input_tokens: tokens,
  cache_creation_input_tokens: tokens,
  cache_creation: z.object({ ephemeral_1h_input_tokens: tokens, ephemeral_5m_input_tokens: tokens }).nullish(),
  output_tokens: tokens,
  output_tokens_details: z.object({ thinking_tokens: tokens }).nullish(),
});

/**
 * Usage of the Messages API in disjoint buckets, and as it came: what the start of the answer told, with the newer
 * counts of its end. The input excludes the cache already; thinking stands inside the output. Null when the end told
 * none: the start does not know the output.
 */
export const toAnthropicUsage = (
  start: unknown,
  end: unknown,
): { readonly usage: ModelUsage; readonly rawUsage: JsonObject } | null => {
  const last = JsonObject.safeParse(end);
  if (!last.success) return null;
  const told = Object.entries(last.data).filter(([, value]) => value !== null);
  const rawUsage: JsonObject = { ...JsonObject.safeParse(start).data, ...Object.fromEntries(told) };
  const usage = Usage.parse(rawUsage);
  const created = usage.cache_creation;
  const written = Math.max(
    usage.cache_creation_input_tokens,
    (created?.ephemeral_1h_input_tokens ?? 0) + (created?.ephemeral_5m_input_tokens ?? 0),
  );
  const written1h = created?.ephemeral_1h_input_tokens ?? 0;
  const reasoning = Math.min(usage.output_tokens, usage.output_tokens_details?.thinking_tokens ?? 0);
  return {
    usage: {
      inputFresh: usage.input_tokens,
      inputCacheRead: usage.cache_read_input_tokens,
      inputCacheWrite5m: written - written1h,
      inputCacheWrite1h: written1h,
      inputToolUse: 0,
      outputText: usage.output_tokens - reasoning,
      outputReasoning: reasoning,
    },
    rawUsage,
  };
};
