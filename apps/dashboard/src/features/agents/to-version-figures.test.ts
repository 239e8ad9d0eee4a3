import { expect, test } from 'vitest';

import { toVersionFigures } from './to-version-figures.ts';

const none = {
  runs: 0,
  inputTokens: 0,
  outputTokens: 0,
  costNanoUsd: 0,
  unpricedCalls: 0,
  completed: 0,
  failed: 0,
  averageDurationMs: null,
  firstRunAt: null,
  lastRunAt: null,
};

test('figures have their sample, and cancelled runs are no failures', () => {
  const last30d = { ...none, runs: 5, completed: 3, failed: 1, averageDurationMs: 1840, costNanoUsd: 206_000_000 };
  expect(toVersionFigures({ last30d })).toEqual({
    runs: '5',
    success: '75.0%',
    successSample: '3 of 4',
    averageDuration: '1.84 s',
    cost: '$0.2060',
    costPerRun: '$0.04120',
  });
});

test('without runs there is nothing to say, and unpriced calls are not averaged', () => {
  expect(Object.values(toVersionFigures({ last30d: none }))).toEqual(['0', '–', '', '–', '–', '–']);
  const unpriced = toVersionFigures({ last30d: { ...none, runs: 2, unpricedCalls: 2 } });
  expect([unpriced.cost, unpriced.costPerRun]).toEqual(['no price', '–']);
});
