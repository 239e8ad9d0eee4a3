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
    '1,200 runs keep their cost: it was reported',
    '1 run keeps its cost: its steps were deleted',
    '2 runs keep their cost: their connection is gone',
  ]);
});

test('how far it is, in words', () => {
  const say = (changes: Partial<RepricingWork>, runs: number, comparedRuns = 0) => {
    const repriced = { share: 1, runs, comparedRuns, models: [] };
    return toStateWords({ isStored: false, state: 'done', cursor: null, fault: null, repriced, ...changes });
  };
  expect(say({}, 0)).toBe('Nothing to change.');
  expect(say({}, 1200)).toBe('To change: 1,200 runs.');
  expect(say({}, 0, 1)).toBe('To change: what our prices say beside the reported cost of 1 run.');
  expect(say({ state: 'stopped' }, 2)).toBe('Stopped. To change: 2 runs.');
  expect(say({ isStored: true, state: 'stopping' }, 2)).toBe('Repriced so far: 2 runs. Closing this stops it.');
  expect(say({ isStored: true }, 1, 2)).toBe(
    'Repriced: 1 run and what our prices say beside the reported cost of 2 runs.',
  );
  expect(say({ isStored: true, state: 'stopped' }, 2)).toBe('Stopped. Repriced: 2 runs. Figures say the same.');
});
