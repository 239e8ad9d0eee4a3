import { expect, test } from 'vitest';

import { diffLines } from './diff-lines.ts';
import { foldSameLines } from './fold-same-lines.ts';

const print = (before: string, after: string): string =>
  foldSameLines(diffLines(before.split(''), after.split('')))
    .map((piece) => (piece.kind === 'left-out' ? `…${piece.count}…` : piece.text))
    .join('');

test('lines far from a change are counted, a single one is shown', () => {
  expect(print('abcdefghij', 'abcdeXghij')).toBe('…3…defXgh…2…');
  expect(print('abcde', 'abcX')).toBe('abcdeX');
  expect(print('abcdefg', 'abcdefg')).toBe('…7…');
  expect(print('', '')).toBe('');
});
