import { describe, expect, it } from 'vitest';

import { toOpenaiUsage } from './openai-usage.ts';

const usage = {
  input_tokens: 17_903,
  input_tokens_details: { cached_tokens: 17_817, cache_write_tokens: 0 },
  output_tokens: 120,
  output_tokens_details: { reasoning_tokens: 100 },
  total_tokens: 18_023,
};

describe('usage of OpenAI', () => {
  it('charges what was not cached as fresh', () => {
    expect(toOpenaiUsage(usage)).toEqual({
      usage: {
        inputFresh: 86,
        inputCacheRead: 17_817,
        inputCacheWrite5m: 0,
        inputCacheWrite1h: 0,
        inputToolUse: 0,
        outputText: 20,
        outputReasoning: 100,
      },
      rawUsage: usage,
    });
  });

  it('takes what was written to the cache out of the fresh tokens', () => {
    const input_tokens_details = { cached_tokens: 10, cache_write_tokens: 70 };
    const told = toOpenaiUsage({ ...usage, input_tokens: 100, input_tokens_details });
    expect(told?.usage).toMatchObject({ inputFresh: 20, inputCacheRead: 10, inputCacheWrite5m: 70 });
  });

  it('is none when none was told', () => {
    expect(toOpenaiUsage(null)).toBeNull();
    expect(toOpenaiUsage(undefined)).toBeNull();
  });
});
