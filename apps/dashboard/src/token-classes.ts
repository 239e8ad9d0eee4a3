import type { ModelUsage } from '@signalbox/contracts';

/** The classes of tokens, in words. */
export const tokenClasses = {
  inputFresh: 'Input',
  inputCacheRead: 'Input, read from the cache',
  inputCacheWrite5m: 'Input, written to the cache for 5 min',
  inputCacheWrite1h: 'Input, written to the cache for 1 h',
  inputToolUse: 'Input of tool use',
  outputText: 'Output',
  outputReasoning: 'Output, reasoning',
} as const satisfies Record<keyof ModelUsage, string>;
