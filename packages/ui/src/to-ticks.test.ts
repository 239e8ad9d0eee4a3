import { expect, test } from 'vitest';

import { toTicks } from './to-ticks.ts';

test.each([
  [0, [0, 1]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [26, [0, 10, 20, 30]],
  [100, [0, 25, 50, 75, 100]],
  [0.03, [0, 0.01, 0.02, 0.03]],
])('up to %d the ticks are %j', (highest, ticks) => {
  expect(toTicks(highest)).toEqual(ticks);
});

test.each([
  [1, 'counts', [0, 1, 2]],
  [3, 'counts', [0, 1, 2, 3]],
  [26, 'counts', [0, 10, 20, 30]],
  [40_000, 'durations', [0, 10_000, 20_000, 30_000, 40_000]],
  [65_000, 'durations', [0, 30_000, 60_000, 90_000]],
  [650_000, 'durations', [0, 300_000, 600_000, 900_000]],
  [200 * 3_600_000, 'durations', [0, 1, 2, 3, 4].map((count) => count * 216_000_000)],
] as const)('up to %d %s the ticks are %j', (highest, values, ticks) => {
  expect(toTicks(highest, values)).toEqual(ticks);
});

test('there are at most five and the last is not under the highest value', () => {
  for (let highest = 0.001; highest < 1e7; highest *= 1.37) {
    const ticks = toTicks(highest);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
  }
});
