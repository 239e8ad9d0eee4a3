import { expect, test } from 'vitest';

import { addRepriced, noneRepriced } from './add-repriced.ts';

const kept = { told: 1, withoutSteps: 0, withoutConnection: 2 };
const sums = { costNanoUsdBefore: 10, costNanoUsdAfter: 30, unpricedCallsBefore: 4, unpricedCallsAfter: 1 };
const one = { model: 'a', runs: 3, ...sums, kept };

test('pieces add up, model by model, and the share is that of the last', () => {
  const first = addRepriced(noneRepriced, { share: 0.5, runs: 3, comparedRuns: 1, models: [one] });
  const both = addRepriced(first, { share: 1, runs: 5, comparedRuns: 2, models: [{ ...one, model: 'b' }, one] });
  expect(both).toEqual({
    share: 1,
    runs: 8,
    comparedRuns: 3,
    models: [
      {
        model: 'a',
        runs: 6,
        costNanoUsdBefore: 20,
        costNanoUsdAfter: 60,
        unpricedCallsBefore: 8,
        unpricedCallsAfter: 2,
        kept: { told: 2, withoutSteps: 0, withoutConnection: 4 },
      },
      { ...one, model: 'b' },
    ],
  });
});

test('costs beyond what a number holds are cut to it', () => {
  const most = { costNanoUsdBefore: Number.MAX_SAFE_INTEGER, costNanoUsdAfter: Number.MAX_SAFE_INTEGER };
  const piece = { share: 1, runs: 6, comparedRuns: 0, models: [{ ...one, ...most }, one] };
  expect(addRepriced(noneRepriced, piece).models).toMatchObject([{ model: 'a', runs: 6, ...most }]);
});
