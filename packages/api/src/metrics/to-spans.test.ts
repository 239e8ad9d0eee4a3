import { expect, test } from 'vitest';

import { fromSpan, toSpan } from './to-figure-query.ts';
import { toParts, toSpanBefore } from './to-spans.ts';

const before = (from: string, until: string, timeZone: string): string[] =>
  Object.values(fromSpan(toSpanBefore(toSpan({ from, until }), timeZone)));

test('today is set beside the same hours of yesterday, by the clocks of the zone', () => {
  expect(before('2026-06-10T18:30:00Z', '2026-06-11T09:45:12Z', 'Asia/Kolkata')).toEqual([
    '2026-06-09T18:30:00.000Z',
    '2026-06-10T09:45:12.000Z',
  ]);
  // yesterday the clocks were put forward
  expect(before('2026-03-29T22:00:00Z', '2026-03-30T10:00:00Z', 'Europe/Berlin')).toEqual([
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T10:00:00.000Z',
  ]);
  // today they are put back
  expect(before('2026-10-24T22:00:00Z', '2026-10-25T11:00:00Z', 'Europe/Berlin')).toEqual([
    '2026-10-23T22:00:00.000Z',
    '2026-10-24T10:00:00.000Z',
  ]);
});

test('a week is set beside the week before, and what begins at no midnight beside what ends where it begins', () => {
  expect(before('2026-06-01T00:00:00Z', '2026-06-07T15:00:00Z', 'UTC')).toEqual([
    '2026-05-25T00:00:00.000Z',
    '2026-05-31T15:00:00.000Z',
  ]);
  expect(before('2026-06-01T00:00:01Z', '2026-06-01T00:00:11Z', 'UTC')).toEqual([
    '2026-05-31T23:59:51.000Z',
    '2026-06-01T00:00:01.000Z',
  ]);
});

test('a span is made of all of its hours or days, the first and the last one cut', () => {
  const partsOf = (from: string, until: string, [step, timeZone]: readonly ['hour' | 'day', string]) =>
    toParts(toSpan({ from, until }), step, timeZone).map((part) => Object.values(fromSpan(part)).join(' '));
  expect(partsOf('2026-03-28T12:00:00Z', '2026-03-30T00:30:00Z', ['day', 'Europe/Berlin'])).toEqual([
    '2026-03-28T12:00:00.000Z 2026-03-28T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z 2026-03-29T22:00:00.000Z',
    '2026-03-29T22:00:00.000Z 2026-03-30T00:30:00.000Z',
  ]);
  expect(partsOf('2026-03-28T12:20:00Z', '2026-03-28T13:10:00Z', ['hour', 'Asia/Kolkata'])).toEqual([
    '2026-03-28T12:20:00.000Z 2026-03-28T13:00:00.000Z',
    '2026-03-28T13:00:00.000Z 2026-03-28T13:10:00.000Z',
  ]);
});
