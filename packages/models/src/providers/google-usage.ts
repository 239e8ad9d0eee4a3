import { JsonObject, type ModelUsage } from '@signalbox/contracts';
import { z } from 'zod';

const tokens = z.int().nonnegative().catch(0);
const Usage = z.object({
  promptTokenCount: tokens,
  cachedContentTokenCount: tokens,
  candidatesTokenCount: tokens,
  thoughtsTokenCount: tokens,
  toolUsePromptTokenCount: tokens,
});

/**
 * Usage of the Gemini API in disjoint buckets, and as it came; null when it is none. The prompt's count includes what
 * came from the cache; thoughts stand outside the candidates, and the prompts of Google's own tools outside the prompt.
 */
export const toGoogleUsage = (told: unknown): { readonly usage: ModelUsage; readonly rawUsage: JsonObject } | null => {
  const raw = JsonObject.safeParse(told);
  if (!raw.success) return null;
  const parsed = Usage.parse(raw.data);
  return {
    usage: {
      inputFresh: Math.max(0, parsed.promptTokenCount - parsed.cachedContentTokenCount),
      inputCacheRead: parsed.cachedContentTokenCount,
      inputCacheWrite5m: 0,
      inputCacheWrite1h: 0,
      inputToolUse: parsed.toolUsePromptTokenCount,
      outputText: parsed.candidatesTokenCount,
      outputReasoning: parsed.thoughtsTokenCount,
    },
    rawUsage: raw.data,
  };
};
