import type { ModelUsage } from './usage.ts';

export const emptyUsage: ModelUsage = {
  inputFresh: 0,
  inputCacheRead: 0,
  inputCacheWrite5m: 0,
  inputCacheWrite1h: 0,
  inputToolUse: 0,
  outputText: 0,
  outputReasoning: 0,
};

/** The sum of two usages, bucket by bucket. */
export const addUsage = (left: ModelUsage, right: ModelUsage): ModelUsage => ({
  inputFresh: left.inputFresh + right.inputFresh,
  inputCacheRead: left.inputCacheRead + right.inputCacheRead,
  inputCacheWrite5m: left.inputCacheWrite5m + right.inputCacheWrite5m,
  inputCacheWrite1h: left.inputCacheWrite1h + right.inputCacheWrite1h,
  inputToolUse: left.inputToolUse + right.inputToolUse,
  outputText: left.outputText + right.outputText,
  outputReasoning: left.outputReasoning + right.outputReasoning,
});

/** All input tokens, cached or not. */
export const inputTokens = (usage: ModelUsage): number =>
  usage.inputFresh + usage.inputCacheRead + usage.inputCacheWrite5m + usage.inputCacheWrite1h + usage.inputToolUse;

/** All output tokens, reasoning included. */
export const outputTokens = (usage: ModelUsage): number => usage.outputText + usage.outputReasoning;

/** The buckets, input before output. */
export const tokenBuckets = [
  'inputFresh',
  'inputCacheRead',
  'inputCacheWrite5m',
  'inputCacheWrite1h',
  'inputToolUse',
  'outputText',
  'outputReasoning',
] as const satisfies readonly (keyof ModelUsage)[];
