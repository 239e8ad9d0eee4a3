import { expect, test } from 'vitest';

import { formatTime } from './format-time.ts';

const now = new Date(2026, 10, 21, 14, 0, 0).getTime();
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

test.for([
  [-1, 'just now'],
  [59, '59 min ago'],
  [61, '1 h ago'],
  [23 * 60 + 59, '23 h ago'],
  [24 * 60, '20 Nov 14:00'],
  [366 * 24 * 60, '20 Nov 2025 14:00'],
] as const)('%d minutes back is %s', ([minutes, text]) => {
  expect(formatTime(ago(minutes), now)).toBe(text);
});
