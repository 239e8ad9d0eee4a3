import { expect, test } from 'vitest';

import { formatDay } from './format-day.ts';

test('a day with its year', () => {
  expect(formatDay('2026-11-28T12:00:00Z')).toBe('28 Nov 2026');
});
