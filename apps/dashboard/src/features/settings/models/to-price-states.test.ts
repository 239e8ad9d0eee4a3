import { expect, test } from 'vitest';

import { toPriceStates } from './to-price-states.ts';

test('of the latest day that has begun the first one holds; the others of a day are replaced', () => {
  const days = ['2026-12-01', '2026-12-01', '2026-11-21', '2026-11-21', '2026-01-01'];
  const items = days.map((validFrom) => ({ validFrom }));
  expect(toPriceStates(items, '2026-11-21')).toEqual(['later', 'replaced', 'now', 'replaced', 'past']);
  expect(toPriceStates(items, '2025-12-31')).toEqual(['later', 'replaced', 'later', 'replaced', 'later']);
});
