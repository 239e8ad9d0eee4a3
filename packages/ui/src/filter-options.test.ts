import { expect, test } from 'vitest';

import { filterOptions } from './filter-options.ts';
import { toOptionGroups } from './to-option-groups.ts';

const options = [
  { value: 'a', label: 'gpt-5.1', group: 'OpenAI' },
  { value: 'b', label: 'claude-haiku', group: 'Anthropic', hint: 'cheap' },
  { value: 'c', label: 'gpt-5.1-mini', group: 'OpenAI', hint: 'cheap' },
  { value: 'd', label: 'demo' },
];

const toValues = (query: string): string =>
  filterOptions(options, query)
    .map(({ value }) => value)
    .join('');

test('every word has to stand in the label, the hint or the heading', () => {
  expect(toValues('')).toBe('abcd');
  expect(toValues('GPT')).toBe('ac');
  expect(toValues('cheap openai')).toBe('c');
  expect(toValues('nothing')).toBe('');
});

test('options of a heading come together, in the order of the first of them', () => {
  expect(toOptionGroups(options).map(({ name, items }) => [name, items.map(({ value }) => value).join('')])).toEqual([
    ['OpenAI', 'ac'],
    ['Anthropic', 'b'],
    ['', 'd'],
  ]);
});
