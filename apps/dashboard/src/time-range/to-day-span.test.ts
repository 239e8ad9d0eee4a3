import { expect, test } from 'vitest';

import { toDay, toDaySpan } from './to-day-span.ts';

test.for([
  ['UTC', '2026-11-01T00:00:00.000Z', '2026-11-03T00:00:00.000Z'],
  ['Pacific/Auckland', '2026-10-31T11:00:00.000Z', '2026-11-02T11:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-10-31T10:00:00.000Z', '2026-11-02T10:00:00.000Z'],
  ['America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-03T05:00:00.000Z'],
] as const)('two days in %s, both of them whole', ([timeZone, from, until]) => {
  expect(toDaySpan('2026-11-01', '2026-11-02', timeZone)).toEqual({ from, until });
  expect(toDay(from, timeZone)).toBe('2026-11-01');
});

test('what is no span', () => {
  expect(toDaySpan('', '2026-11-02', 'UTC')).toBeNull();
  expect(toDaySpan('2026-11-03', '2026-11-02', 'UTC')).toBeNull();
});
