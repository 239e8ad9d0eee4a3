import { inputTokens, outputTokens } from '@signalbox/contracts';
import { expect, it } from 'vitest';

import { toAnthropicUsage } from './anthropic-usage.ts';

it('counts the cache once: 5 fresh, 128,955 read and 1,253 written are 130,213', () => {
  const start = {
    input_tokens: 5,
    cache_read_input_tokens: 128_955,
    cache_creation_input_tokens: 1253,
    output_tokens: 1,
  };
  const told = toAnthropicUsage(start, { output_tokens: 40 });
  expect(told?.usage).toEqual({
    inputFresh: 5,
    inputCacheRead: 128_955,
    inputCacheWrite5m: 1253,
    inputCacheWrite1h: 0,
    inputToolUse: 0,
    outputText: 40,
    outputReasoning: 0,
  });
  expect(told && inputTokens(told.usage)).toBe(130_213);
  expect(told?.rawUsage).toEqual({ ...start, output_tokens: 40 });
});

it('charges fresh input beside a big cache', () => {
  const told = toAnthropicUsage({ input_tokens: 19, cache_read_input_tokens: 39_000 }, { output_tokens: 1 });
  expect(told?.usage).toMatchObject({ inputFresh: 19, inputCacheRead: 39_000 });
});

it('tells the two lives of the cache apart, and thinking from text', () => {
  const cache_creation = { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 };
  const start = { input_tokens: 1, cache_creation_input_tokens: 300, cache_creation };
  const told = toAnthropicUsage(start, { output_tokens: 50, output_tokens_details: { thinking_tokens: 30 } });
  expect(told?.usage).toMatchObject({
    inputCacheWrite5m: 100,
    inputCacheWrite1h: 200,
    outputText: 20,
    outputReasoning: 30,
  });
  expect(told && outputTokens(told.usage)).toBe(50);
});

it('takes the newer counts of the end, and its nulls for nothing', () => {
  const end = { input_tokens: 12, cache_read_input_tokens: null, output_tokens: 2 };
  const told = toAnthropicUsage({ input_tokens: 10, cache_read_input_tokens: 4, output_tokens: 1 }, end);
  expect(told?.usage).toMatchObject({ inputFresh: 12, inputCacheRead: 4, outputText: 2 });
});

it('is none when the end told none', () => {
  expect(toAnthropicUsage({ input_tokens: 10, output_tokens: 1 }, undefined)).toBeNull();
});
