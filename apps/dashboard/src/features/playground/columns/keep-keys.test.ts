import { expect, test } from 'vitest';

import { keepKeys } from './keep-keys.ts';

const keysOf = (before: string, next: string): string => {
  const first = keepKeys([], before.split(''), (text) => text);
  return keepKeys(first, next.split(''), (text) => text)
    .map(({ key }) => key)
    .join('');
};

test('as many as before are the same places', () => {
  expect(keysOf('abc', 'abc')).toBe('012');
  expect(keysOf('abc', 'axc')).toBe('012');
});

test('of fewer, those that are left keep their keys', () => {
  expect(keysOf('abc', 'bc')).toBe('12');
  expect(keysOf('abc', 'ac')).toBe('02');
  expect(keysOf('abc', 'ab')).toBe('01');
});

test('what comes has a key that none had', () => {
  expect(keysOf('ab', 'abb')).toBe('012');
  expect(keysOf('ab', 'xab')).toBe('201');
  expect(keysOf('', 'ab')).toBe('01');
});
