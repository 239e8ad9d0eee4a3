import { expect, test } from 'vitest';

import { toMenuTarget } from './to-menu-target.ts';

const labels = ['Run again', 'Copy link', 'Compare', 'Delete'];

test.each([
  ['ArrowDown', 3, 0],
  ['ArrowDown', -1, 0],
  ['ArrowUp', 0, 3],
  ['ArrowUp', -1, 3],
  ['Home', 2, 0],
  ['End', 0, 3],
  ['c', 0, 1],
  ['C', 1, 2],
  ['c', 2, 1],
  ['x', 0, null],
  ['Shift', 0, null],
  [' ', 0, null],
])('%s at row %i goes to %s', (key, at, target) => {
  expect(toMenuTarget({ key, at, labels })).toBe(target);
});

test('an empty menu has no rows to go to', () => {
  expect(toMenuTarget({ key: 'End', at: -1, labels: [] })).toBeNull();
});
