import { expect, test } from 'vitest';

import { toDifferenceWords, toKeptWords, toStateWords } from './to-repriced-words.ts';
import type { RepricingWork } from './use-repricing.ts';

test('a difference has its sign, none has none', () => {
  expect([toDifferenceWords(0, 1e9), toDifferenceWords(1e9, 5e8), toDifferenceWords(3, 3)]).toEqual([
    '+$1.00',
    '−$0.5000',
    '$0',
  ]);
});

test('what is kept is told with its reason', () => {
  expect(toKeptWords({ told: 0, withoutSteps: 0, withoutConnection: 0 })).toEqual([]);
  expect(toKeptWords({ told: 1200, withoutSteps: 1, withoutConnection: 2 })).toEqual([
    '1,200 runs kept: their senders gave it',
    '1 run kept: its steps were deleted',
    '2 runs kept: their connection is not there any more',
  ]);
});

test('how far it is, in words', () => {
  const kept = { told: 0, withoutSteps: 0, withoutConnection: 0 };
  const sums = { costNanoUsdBefore: 0, costNanoUsdAfter: 1, unpricedCallsBefore: 0, unpricedCallsAfter: 0 };
  const models = [{ model: 'a', runs: 2, ...sums, kept }];
  const say = (changes: Partial<RepricingWork>, runs: number, changed = models) => {
    const repriced = { share: 1, runs, models: changed };
    return toStateWords({ isStored: false, state: 'done', fault: null, repriced, ...changes });
  };
  expect(say({}, 0, [])).toBe('Nothing would change.');
  expect(say({}, 2)).toBe('2 runs would change.');
  expect(say({}, 1, [])).toBe('1 run would change: what our prices say beside the cost that was reported.');
  expect(say({ state: 'stopped' }, 2)).toBe('Stopped before all runs were looked at.');
  expect(say({ isStored: true, state: 'stopping' }, 2)).toBe('Repricing. 2 runs so far.');
  expect(say({ isStored: true }, 1)).toBe('1 run is repriced.');
  expect(say({ isStored: true, state: 'stopped' }, 2)).toMatch(/^Stopped: 2 runs are repriced/);
});
