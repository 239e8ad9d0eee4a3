import { expect, test } from 'vitest';

import { formatRange } from './format-range.ts';

const print = (from: string, until: string): string => formatRange({ span: { from, until } }, 'Europe/Berlin');

test('ranges in words', () => {
  expect(formatRange({ word: '7d' }, 'UTC')).toBe('Last 7 days');
  expect(print('2026-11-20T23:00:00Z', '2026-11-21T23:00:00Z')).toBe('21 Nov');
  expect(print('2026-10-31T23:00:00Z', '2026-11-03T23:00:00Z')).toBe('1 Nov – 3 Nov');
  expect(print('2026-11-21T13:00:00Z', '2026-11-21T15:00:00Z')).toBe('21 Nov 14:00 – 16:00');
  expect(print('2026-11-21T13:00:00Z', '2026-11-22T15:00:00Z')).toBe('21 Nov 14:00 – 22 Nov 16:00');
});
