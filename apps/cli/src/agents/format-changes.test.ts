import { PassThrough } from 'node:stream';

import { expect, test } from 'vitest';

import { formatChange } from './format-changes.ts';
import { listChanges } from './list-changes.ts';

const format = (before: Parameters<typeof listChanges>[0], after: Parameters<typeof listChanges>[1]): string[] =>
  listChanges(before, after).flatMap((change) => formatChange(change, new PassThrough()));

test('the order of members is no change, that of lists is', () => {
  expect(listChanges({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toEqual([]);
  expect(listChanges({ b: { c: [1, 2] } }, { b: { c: [2, 1] } })).toEqual([
    { path: 'b.c', before: [1, 2], after: [2, 1] },
  ]);
});

test('a value is named by its place, with what it was and is to be', () => {
  expect(format({ a: { b: 1, gone: 'x' } }, { a: { b: 2, come: null } })).toEqual([
    '  a.b: 1 → 2',
    '  a.gone: "x" → none',
    '  a.come: none → null',
  ]);
});

test('a text is compared by lines, with a few of those that stay', () => {
  const lines = Array.from({ length: 9 }, (_, index) => `line ${index}`);
  const changed = lines.with(5, 'other').toSpliced(9, 0, 'last');
  expect(format({ text: lines.join('\n') }, { text: changed.join('\n') })).toEqual([
    '  text:',
    '    …',
    '      line 3',
    '      line 4',
    '    - line 5',
    '    + other',
    '      line 6',
    '      line 7',
    '      line 8',
    '    + last',
  ]);
});

test('a list is compared by its items', () => {
  expect(format({ tools: ['a', 'b'] }, { tools: ['b', 'c'] })).toEqual([
    '  tools:',
    '    - "a"',
    '      "b"',
    '    + "c"',
  ]);
});

test('what would steer a terminal is left out, and texts of too many lines are only counted', () => {
  expect(format({ a: 'x' }, { a: '\u001B[2Jy' }).join('')).not.toContain('\u001B');
  expect(format({ a: 'x\ny' }, { a: '\u001B[2Jy\nz' }).join('')).not.toContain('\u001B');
  expect(format({ a: '\n'.repeat(50_000) }, { a: 'x\n'.repeat(49_999) })[1]).toBe('    50001 lines → 50000 lines');
});
