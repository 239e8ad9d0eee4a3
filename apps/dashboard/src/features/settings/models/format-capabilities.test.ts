import { expect, test } from 'vitest';

import { formatCapabilities } from './format-capabilities.ts';

test('what a model can do stands apart from what it can’t and from what nobody told', () => {
  const full = { tools: true, thinking: true, structuredOutput: true, images: true };
  expect(formatCapabilities(full)).toEqual({ can: 'tools, thinking, JSON, images', rest: '' });
  expect(formatCapabilities({ ...full, tools: null })).toEqual({
    can: 'thinking, JSON, images',
    rest: 'tools not stated',
  });
  expect(formatCapabilities({ ...full, structuredOutput: false, images: null })).toEqual({
    can: 'tools, thinking',
    rest: 'no JSON; images not stated',
  });
  const none = { tools: false, thinking: false, structuredOutput: false, images: false };
  expect(formatCapabilities(none)).toEqual({ can: '', rest: 'no tools, thinking, JSON or images' });
});

test('of a model that nothing is known of it says so once', () => {
  const untold = { tools: null, thinking: null, structuredOutput: null, images: null };
  expect(formatCapabilities(untold)).toEqual({ can: '', rest: 'not stated' });
  expect(formatCapabilities({ ...untold, thinking: true })).toEqual({
    can: 'thinking',
    rest: 'tools, JSON and images not stated',
  });
});
