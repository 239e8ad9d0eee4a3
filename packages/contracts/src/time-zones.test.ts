import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays, toDayStart } from './time-zones.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Havana',
  'America/St_Johns',
  'Pacific/Apia',
];

/** What a clock of the zone shows. */
const toClock = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);

const moment = fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2040, 0) }).map((ms) => new Date(ms));

describe.each(zones)('days of %s', (timeZone) => {
  test('begin at the first moment that has their date', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const start = toDayStart(at, timeZone);
        const [day] = toClock(at, timeZone).split(' ');
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(toClock(start, timeZone).split(' ')[0]).toBe(day);
        expect(toClock(new Date(start.getTime() - 1), timeZone).split(' ')[0]).not.toBe(day);
        expect(toDayStart(start, timeZone)).toEqual(start);
      }),
    );
  });

  test('the same time on another day is what the clocks show then, unless they leave it out', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -40, max: 40 }), (at, days) => {
        const other = addDays(at, days, timeZone);
        const [day = '', time = ''] = toClock(at, timeZone).split(' ');
        const wanted = `${new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)} ${time}`;
        const shown = toClock(other, timeZone);
        if (shown === wanted) return;
        // it was left out: later by what was left out, and nothing between shows it
        expect(shown > wanted).toBe(true);
        const gapMs = Date.parse(`${shown}Z`) - Date.parse(`${wanted}Z`);
        expect(toClock(new Date(other.getTime() - gapMs), timeZone) < wanted).toBe(true);
      }),
    );
  });
});

test('a day is 23 or 25 hours long when the clocks are changed', () => {
  const hoursOf = (day: string, timeZone: string): number => {
    const start = toDayStart(new Date(`${day}T12:00:00Z`), timeZone);
    return (addDays(start, 1, timeZone).getTime() - start.getTime()) / 3_600_000;
  };
  expect(hoursOf('2026-03-29', 'Europe/Berlin')).toBe(23);
  expect(hoursOf('2026-10-25', 'Europe/Berlin')).toBe(25);
  expect(hoursOf('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
});
