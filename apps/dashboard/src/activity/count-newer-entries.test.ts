import { expect, test } from 'vitest';

import { countNewerEntries } from './count-newer-entries.ts';

const entries = (...ids: string[]) => ids.map((id) => ({ id }));

test.each([
  [entries('3', '2'), entries('3', '2'), 0],
  [entries('3', '2'), entries('5', '4', '3'), 2],
  [entries('3'), entries('9', '8'), 2],
  [entries('5', '4'), entries('4'), 0],
  [entries(), entries('1'), 1],
])('%j shown, %j there: %i more', (shown, newest, expected) => {
  expect(countNewerEntries(shown, newest)).toBe(expected);
});
