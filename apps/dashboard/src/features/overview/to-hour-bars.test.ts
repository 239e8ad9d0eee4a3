import { expect, test } from 'vitest';

import { toHourBars } from './to-hour-bars.ts';

test('each hour is a bar that opens its runs; failures stand on the base line, the last one still grows', () => {
  const hours = ['2026-11-21T13:00:00.000Z', '2026-11-21T14:00:00.000Z'].map((from) => ({
    from,
    runs: 5,
    completed: 3,
    failed: 1,
    cancelled: 0,
    unfinished: 1,
  }));
  const bars = toHourBars(hours, (from, until) => `${from} ${until}`);
  expect(bars.map(({ href }) => href)).toEqual([
    '2026-11-21T13:00:00.000Z 2026-11-21T14:00:00.000Z',
    '2026-11-21T14:00:00.000Z 2026-11-21T15:00:00.000Z',
  ]);
  expect(bars.map(({ isUnfinished }) => isUnfinished)).toEqual([false, true]);
  const twice = toHourBars([...hours.slice(0, 1), ...hours.slice(0, 1)], () => '');
  expect(twice[1]?.label).toBe(`${twice[0]?.label} again`);
  expect(bars[0]?.segments[0]).toEqual({ key: 'failed', value: 1 });
  expect(bars[0]?.segments.reduce((sum, { value }) => sum + value, 0)).toBe(5);
});
