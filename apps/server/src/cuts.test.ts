import { expect, test } from 'vitest';

import { proveCuts } from '../prove/live/cuts.ts';

test('viewers cut off in every way end with what is stored (S1)', async () => {
  const { faults, ...figures } = await proveCuts({ viewers: 6, cuts: 8, kills: 1, seed: 7 });
  expect(faults).toEqual([]);
  expect(figures.intact).toBe(6);
  for (const count of Object.values(figures.cuts)) expect(count).toBeGreaterThan(0);
  for (const count of Object.values(figures.messages)) expect(count).toBeGreaterThan(0);
}, 180_000);
