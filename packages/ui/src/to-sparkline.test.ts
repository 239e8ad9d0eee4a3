import { expect, test } from 'vitest';

import { toSparkline } from './to-sparkline.ts';

test('the lowest value is at the foot, the highest at the top', () => {
  expect(toSparkline([0, 5, 10])).toEqual({ path: 'M0 22L50 12L100 2', dots: '' });
});

test('no value is a gap, and a value alone is a dot', () => {
  expect(toSparkline([1, null, 1, null, null])).toEqual({ path: 'M0 12M50 12', dots: 'M0 12h0M50 12h0' });
});

test('under two values there is no line', () => {
  expect(toSparkline([null, 4])).toEqual({ path: '', dots: '' });
  expect(toSparkline([])).toEqual({ path: '', dots: '' });
});
