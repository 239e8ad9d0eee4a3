import { expect, test } from 'vitest';

import { toChartParts } from './to-chart-parts.ts';

const hourMs = 3_600_000;
const toHours = (from: string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const start = Date.parse(from) + at * hourMs;
    return { from: new Date(start).toISOString(), until: new Date(start + hourMs).toISOString() };
  });

const read = (from: string, count: number, timeZone: string) => {
  const parts = toHours(from, count);
  const nowMs = Date.parse(parts.at(-1)?.until ?? '') - 1;
  return toChartParts({ parts, step: 'hour', timeZone, nowMs, toHref: (part) => part.from });
};

test('hours of one day are times, of several they have their day; the last one still grows', () => {
  const parts = read('2026-11-21T13:00:00Z', 2, 'UTC');
  expect(parts.map(({ label }) => label)).toEqual(['13:00', '14:00']);
  expect(parts.map(({ isUnfinished }) => isUnfinished)).toEqual([false, true]);
  expect(parts[0]?.href).toBe('2026-11-21T13:00:00.000Z');
  const two = read('2026-11-21T23:00:00Z', 2, 'UTC');
  expect(two.map(({ label }) => label)).toEqual(['21 Nov 23:00', '22 Nov 00:00']);
  expect(two.map(({ axisLabel }) => axisLabel)).toEqual(['23:00', '22 Nov']);
});

test('an hour that comes twice says so', () => {
  expect(read('2026-10-25T00:00:00Z', 2, 'Europe/Berlin').map(({ label }) => label)).toEqual(['02:00', '02:00 again']);
});
