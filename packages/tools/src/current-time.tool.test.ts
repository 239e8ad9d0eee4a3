import { createTestContext } from '@signalbox/tool-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { currentTime } from './current-time.tool.ts';
import { formatTime } from './format-time.ts';

test.each([
  ['UTC', '2026-07-01T00:30:00+00:00', 'Wednesday', '+00:00'],
  ['Europe/Berlin', '2026-07-01T02:30:00+02:00', 'Wednesday', '+02:00'],
  ['Asia/Kolkata', '2026-07-01T06:00:00+05:30', 'Wednesday', '+05:30'],
  ['America/New_York', '2026-06-30T20:30:00-04:00', 'Tuesday', '-04:00'],
])('tells the time in %s', (timeZone, ...[iso, weekday, offset]) => {
  const at = new Date('2026-07-01T00:30:00.999Z');
  expect(formatTime(at, timeZone)).toMatchObject({ iso, weekday, offset });
  expect(new Date(iso).getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000);
});

test('winter has its own offset, and other spellings of a zone are taken', () => {
  expect(formatTime(new Date('2026-01-01T00:00:00Z'), 'europe/berlin')).toMatchObject({
    offset: '+01:00',
    timeZone: 'Europe/Berlin',
  });
});

test('the tool tells the time of now', async () => {
  const call = currentTime.parse({});
  const before = Math.floor(Date.now() / 1000) * 1000;
  const answer = call.ok && (await call.execute(createTestContext()));
  const { iso, timeZone } = z.object({ iso: z.string(), timeZone: z.string() }).parse(answer);
  expect(timeZone).toBe('UTC');
  expect(new Date(iso).getTime()).toBeGreaterThanOrEqual(before);
  expect(new Date(iso).getTime()).toBeLessThanOrEqual(Date.now());
});

test.each(['Mars/Base', '+01:00', '', 'x'.repeat(10_000)])('refuses the zone, case %$', async (timeZone) => {
  const call = currentTime.parse({ timeZone });
  if (!call.ok) throw new Error(call.message);
  await expect(call.execute(createTestContext())).rejects.toThrow('There is no time zone');
});
