import { emptyMetrics, emptyUsage } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toTokenSeries } from './to-figure-series.ts';

test('tokens of each part by class, without classes that nothing fell into', () => {
  const usage = { ...emptyUsage, inputFresh: 5, inputToolUse: 1, inputCacheWrite5m: 2, inputCacheWrite1h: 3 };
  const points = [
    { ...emptyMetrics, usage },
    { ...emptyMetrics, usage: { ...emptyUsage, outputReasoning: 4 } },
  ];
  expect(toTokenSeries(points).map(({ label, values }) => [label, values])).toEqual([
    ['input', [6, 0]],
    ['written to cache', [5, 0]],
    ['reasoning', [0, 4]],
  ]);
  expect(toTokenSeries([emptyMetrics])).toEqual([]);
});
