import { expect, test } from 'vitest';

import { formatExactTime } from './format-exact-time.ts';

test('a time says its day, second and zone', () => {
  expect(formatExactTime('2026-11-21T14:02:11.300Z', 'UTC')).toBe('21 Nov 2026, 14:02:11 UTC');
  expect(formatExactTime('2026-07-21T14:02:11.300Z', 'Europe/London')).toBe('21 Jul 2026, 15:02:11 BST');
});
