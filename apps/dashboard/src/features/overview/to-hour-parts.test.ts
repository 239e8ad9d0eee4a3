import { expect, test } from 'vitest';

import { toHourParts, toHourSeries } from './to-hour-parts.ts';

test('each hour is a part that opens its runs; failures stand on the base line, the last one still grows', () => {
  const hours = ['2026-11-21T13:00:00.000Z', '2026-11-21T14:00:00.000Z'].map((from) => ({
    from,
    runs: 5,
    completed: 3,
    failed: 1,
    cancelled: 0,
    unfinished: 1,
  }));
  const bars = toHourParts(hours, (from, until) => `${from} ${until}`);
  expect(bars.map(({ href }) => href)).toEqual([
    '2026-11-21T13:00:00.000Z 2026-11-21T14:00:00.000Z',
    '2026-11-21T14:00:00.000Z 2026-11-21T15:00:00.000Z',
  ]);
  expect(bars.map(({ isUnfinished }) => isUnfinished)).toEqual([false, true]);
  const twice = toHourParts([...hours.slice(0, 1), ...hours.slice(0, 1)], () => '');
  expect(twice[1]?.label).toBe(`${twice[0]?.label} again`);
  const series = toHourSeries(hours);
  expect(series[0]).toMatchObject({ key: 'failed', values: [1, 1] });
  expect(series.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe(5);
});
