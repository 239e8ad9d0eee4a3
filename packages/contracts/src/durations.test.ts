import fc from 'fast-check';
import { expect, test } from 'vitest';

import { formatDuration, parseDuration } from './durations.ts';

test.each([
  ['5m30s', 330_000],
  ['1.5s', 1500],
  ['1h0m0.25s', 3_600_250],
  ['2d', 172_800_000],
  ['250ms', 250],
  ['3µs', 0.003],
  ['0s', 0],
])('%s is %d ms', (text, durationMs) => {
  expect(parseDuration(text)).toBeCloseTo(durationMs, 9);
});

test.each(['', 's', '5', '-1s', '1m2h', '1.5m', '367d', 'infinity', ' 1s', '1s\n', '9'.repeat(60) + 's'])(
  '“%s” is none',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 86_400_000 }), (durationMs) => {
      expect(parseDuration(formatDuration(durationMs))).toBeCloseTo(durationMs, 6);
    }),
  );
});
