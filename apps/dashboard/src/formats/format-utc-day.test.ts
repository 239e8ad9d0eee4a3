import { expect, test } from 'vitest';

import { formatUtcDay } from './format-utc-day.ts';

test('a day is that day whatever the zone', () => {
  expect(formatUtcDay('2026-11-28')).toBe('28 Nov 2026');
});
