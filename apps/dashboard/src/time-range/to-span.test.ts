import { expect, test } from 'vitest';

import { toSpan } from './to-span.ts';

const now = Date.parse('2026-11-21T14:02:11.300Z');
const until = '2026-11-21T14:03:00.000Z';

test('a range ends with the running minute and begins so long before', () => {
  expect(toSpan({ word: '1h' }, now, 'UTC')).toEqual({ from: '2026-11-21T13:03:00.000Z', until });
  expect(toSpan({ word: '1h' }, now + 40_000, 'UTC')).toEqual(toSpan({ word: '1h' }, now, 'UTC'));
});

test('days and months begin by the clocks of the zone, also when those were put back meanwhile', () => {
  expect(toSpan({ word: 'today' }, now, 'Asia/Kolkata')).toEqual({ from: '2026-11-20T18:30:00.000Z', until });
  expect(toSpan({ word: '7d' }, now, 'Asia/Kolkata')).toEqual({ from: '2026-11-14T18:30:00.000Z', until });
  expect(toSpan({ word: '30d' }, now, 'America/New_York')).toEqual({ from: '2026-10-23T04:00:00.000Z', until });
  expect(toSpan({ word: 'month' }, now, 'America/New_York')).toEqual({ from: '2026-11-01T04:00:00.000Z', until });
});

test('a span of its own stays', () => {
  const span = { from: '2026-11-01T00:00:00.000Z', until: '2026-11-02T00:00:00.000Z' };
  expect(toSpan({ span }, now, 'UTC')).toBe(span);
});
