import { expect, test } from 'vitest';

import { toProjection } from './to-projection.ts';

test('a month goes on as it did so far', () => {
  const november = { from: '2026-11-01T00:00:00.000Z', until: '2026-11-11T00:00:00.000Z' };
  expect(toProjection(10, november, 'UTC')).toBe(30);
  const february = { from: '2026-02-01T00:00:00.000Z', until: '2026-02-15T00:00:00.000Z' };
  expect(toProjection(10, february, 'UTC')).toBe(20);
});

test('a month ends by the clocks of the zone', () => {
  const march = { from: '2026-02-28T23:00:00.000Z', until: '2026-03-31T22:00:00.000Z' };
  expect(toProjection(10, march, 'Europe/Berlin')).toBe(10);
});
