import fc from 'fast-check';
import { expect, test } from 'vitest';

import { cleanText, isCleanText, isJsonTooDeep } from './json.ts';

test('depth is counted outside strings, and 64 is the last that is allowed', () => {
  const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  expect(isJsonTooDeep(nest(64))).toBe(false);
  expect(isJsonTooDeep(nest(65))).toBe(true);
  expect(isJsonTooDeep('{"a":'.repeat(100_000))).toBe(true);
  expect(isJsonTooDeep(JSON.stringify(['['.repeat(100), '\\"' + '{'.repeat(100)]))).toBe(false);
});

test('cleaned text is well formed and has no NUL; clean text is left as it is', () => {
  expect(cleanText('a\0b\uD800c😀')).toBe('a\uFFFDb\uFFFDc😀');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isCleanText(cleanText(text))).toBe(true);
      expect(cleanText(text) === text).toBe(isCleanText(text));
    }),
  );
});
