import { expect, test } from 'vitest';

import { foldText } from './fold-text.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

test('twelve lines stay, more fold to twelve', () => {
  expect(foldText(lines(12))).toEqual({ shown: lines(12), lines: 12 });
  expect(foldText(lines(13))).toEqual({ shown: lines(12), lines: 13 });
  expect(foldText('')).toEqual({ shown: '', lines: 1 });
});

test('one long line folds too, and never between the halves of a character', () => {
  expect(foldText('x'.repeat(2000)).shown).toHaveLength(2000);
  expect(foldText('x'.repeat(2001)).shown).toHaveLength(2000);
  expect(foldText(`${'x'.repeat(1999)}🙂🙂`).shown).toBe('x'.repeat(1999));
});
