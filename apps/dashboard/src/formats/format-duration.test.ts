import { expect, test } from 'vitest';

import { formatDuration, formatOffset, formatTick } from './format-duration.ts';

test.for([
  [0, '0 ms'],
  [840, '840 ms'],
  [999.7, '1.00 s'],
  [1840, '1.84 s'],
  [9996, '10.0 s'],
  [37_600, '37.6 s'],
  [59_960, '1 m 00 s'],
  [330_000, '5 m 30 s'],
  [3_599_600, '1 h 00 m'],
  [7_500_000, '2 h 05 m'],
  [273_600_000, '3 d 4 h'],
] as const)('%d ms is %s', ([durationMs, text]) => {
  expect(formatDuration(durationMs)).toBe(text);
});

test('a growing duration has no fractions', () => {
  expect([formatTick(999), formatTick(42_900), formatTick(330_000)]).toEqual(['0 s', '42 s', '5 m 30 s']);
});

test('an offset counts minutes past the hour on', () => {
  expect([formatOffset(-5), formatOffset(41_204), formatOffset(3_725_000)]).toEqual([
    '00:00.00',
    '00:41.20',
    '62:05.00',
  ]);
});
