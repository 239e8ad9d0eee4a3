import { expect, it } from 'vitest';

import { toOpenaiCompatibleUsage } from './openai-compatible-usage.ts';

const usageOf = (told: object) => toOpenaiCompatibleUsage(told)?.usage;

it('counts the cache once: of 17,903 with 17,817 cached 86 are fresh', () => {
  const raw = { prompt_tokens: 17_903, completion_tokens: 10, prompt_tokens_details: { cached_tokens: 17_817 } };
  expect(toOpenaiCompatibleUsage(raw)).toEqual({
    usage: {
      inputFresh: 86,
      inputCacheRead: 17_817,
      inputCacheWrite5m: 0,
      inputCacheWrite1h: 0,
      inputToolUse: 0,
      outputText: 10,
      outputReasoning: 0,
    },
    rawUsage: raw,
  });
});

it('takes what was written to the cache out of the fresh input', () => {
  const prompt_tokens_details = { cached_tokens: 20, cache_write_tokens: 30 };
  const told = { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details };
  expect(usageOf(told)).toMatchObject({ inputFresh: 50, inputCacheRead: 20, inputCacheWrite5m: 30 });
});

it('takes an input smaller than its cache as one that excludes it', () => {
  const told = { prompt_tokens: 19, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 39_000 } };
  expect(usageOf(told)).toMatchObject({ inputFresh: 19, inputCacheRead: 39_000 });
});

it('reads DeepSeek’s cache', () => {
  const told = { prompt_tokens: 100, completion_tokens: 1, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36 };
  expect(usageOf(told)).toMatchObject({ inputFresh: 36, inputCacheRead: 64 });
});

it.each([
  ['inside the answer', 130, { outputText: 20, outputReasoning: 10 }],
  ['beside the answer', 140, { outputText: 30, outputReasoning: 10 }],
])('counts reasoning %s once', (_, total_tokens, expected) => {
  const completion_tokens_details = { reasoning_tokens: 10 };
  const told = { prompt_tokens: 100, completion_tokens: 30, total_tokens, completion_tokens_details };
  expect(usageOf(told)).toMatchObject(expected);
});

it.each([null, undefined, 'many'])('is none for %j', (told) => {
  expect(toOpenaiCompatibleUsage(told)).toBeNull();
});
