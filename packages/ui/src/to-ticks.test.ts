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

test('there are at most five and the last is not under the highest value', () => {
  for (let highest = 0.001; highest < 1e7; highest *= 1.37) {
    const ticks = toTicks(highest);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
  }
});
