import { emptyMetrics, emptyUsage } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { printSeries } from './export-series.ts';

const metrics = {
  ...emptyMetrics,
  count: 2,
  completed: 1,
  failed: 1,
  meanDurationMs: 1840,
  p50DurationMs: 1800,
  p95DurationMs: 1900,
  inputTokens: 10,
  outputTokens: 5,
  costNanoUsd: 41_200_000,
};

test('a row for each line in each part of the time, and no value is empty', () => {
  const part = { from: '2026-11-21T13:00:00.000Z', until: '2026-11-21T14:00:00.000Z' };
  const series = [{ key: 'a', label: 'Triage, "new"', points: [metrics] }];
  const [head, row, rest] = printSeries({ parts: [part], series, newVersions: [] }, 'agent').split('\r\n');
  expect(head).toContain('from,until,agent,count,');
  expect(row).toBe(
    '2026-11-21T13:00:00.000Z,2026-11-21T14:00:00.000Z,"Triage, ""new""",2,1,1,0,0,1840,1800,1900,,,10,5,,,,0.0412,0',
  );
  expect(rest).toBe('');
  const usage = { ...emptyUsage, inputCacheRead: 7, inputCacheWrite5m: 1, inputCacheWrite1h: 1, outputReasoning: 3 };
  const points = [{ ...metrics, usage }];
  const asked = printSeries({ parts: [part], series: [{ key: 'a', label: 'a', points }], newVersions: [] }, 'agent');
  expect(asked).toContain(',10,5,7,2,3,0.0412,0');
});
