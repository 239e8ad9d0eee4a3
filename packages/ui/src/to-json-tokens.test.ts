import { expect, test } from 'vitest';

import { toJsonTokens } from './to-json-tokens.ts';

const json = JSON.stringify({ path: 'a "b": \\', lines: -1.5e3, deep: [true, null, { 'x:y': '' }] }, null, 2);

test('the parts have their kinds', () => {
  const parts = toJsonTokens(json).filter(({ kind }) => kind !== 'mark');
  expect(parts.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'key "path"',
    'string "a \\"b\\": \\\\"',
    'key "lines"',
    'number -1500',
    'key "deep"',
    'literal true',
    'literal null',
    'key "x:y"',
    'string ""',
  ]);
});

test('together the parts are the text, however it is cut', () => {
  for (let length = 0; length <= json.length; length += 1) {
    const cut = json.slice(0, length);
    expect(
      toJsonTokens(cut)
        .map(({ text }) => text)
        .join(''),
    ).toBe(cut);
  }
});
