import { expect, test } from 'vitest';

import { diffLines } from './diff-lines.ts';

const signs = { same: ' ', added: '+', removed: '-' } as const;

const print = (before: string, after: string): string =>
  diffLines(before.split(''), after.split(''))
    .map(({ kind, text }) => `${signs[kind]}${text}`)
    .join('');

test('lines stay, go and come, the removed before the added', () => {
  expect(print('abc', 'abc')).toBe(' a b c');
  expect(print('abcd', 'axcd')).toBe(' a-b+x c d');
  expect(print('', 'ab')).toBe('+a+b');
  expect(print('ab', '')).toBe('-a-b');
});

test('both texts can be read out of their difference', () => {
  const texts = ['', 'a', 'ab', 'ba', 'aab', 'abab', 'bbaab', 'abcab', 'cabba'];
  for (const before of texts) {
    for (const after of texts) {
      const lines = diffLines(before.split(''), after.split(''));
      const keep = (gone: string): string => lines.flatMap(({ kind, text }) => (kind === gone ? [] : text)).join('');
      expect([keep('added'), keep('removed')]).toEqual([before, after]);
    }
  }
});

test('texts that have nothing in common and are too long to compare are shown whole', () => {
  const before = Array.from({ length: 3000 }, (_, index) => `before ${index}`);
  const after = Array.from({ length: 3000 }, (_, index) => `after ${index}`);
  const kinds = diffLines(['same', ...before], ['same', ...after]).map(({ kind }) => kind);
  expect([kinds[0], kinds[1], kinds.at(-1), kinds.length]).toEqual(['same', 'removed', 'added', 6001]);
});
