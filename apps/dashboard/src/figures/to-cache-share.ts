import { inputTokens, type ModelUsage } from '@signalbox/contracts';

/** What of all that models read came from a cache; null when they read nothing. */
export const toCacheShare = ({ usage }: { readonly usage: ModelUsage | null }): number | null => {
  const all = usage === null ? 0 : inputTokens(usage);
  return usage === null || all === 0 ? null : usage.inputCacheRead / all;
};
