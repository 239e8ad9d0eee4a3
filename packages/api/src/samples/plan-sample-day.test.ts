import { ReportedRun } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { planSampleDay } from './plan-sample-day.ts';

const now = Date.parse('2026-03-20T15:04:05Z');
const days = 30;
const month = Array.from({ length: days }, (_, day) => planSampleDay({ day, days, now }));
const runs = month.flat().flatMap((batch) => batch.runs.map((run) => ({ ...run, agent: batch.agent.slug, batch })));

test('a month is the same for whoever asks, and every run of it can be reported', () => {
  expect(planSampleDay({ day: 11, days, now })).toEqual(month[11]);
  for (const { agent: _agent, batch: _batch, ...run } of runs) expect(ReportedRun.safeParse(run).error).toBeUndefined();
  expect(new Set(runs.map(({ agent, id }) => `${agent} ${id}`)).size).toBe(runs.length);
});

test('it has some thousand runs of all agents and versions, over the days up to now and not beyond', () => {
  expect(runs.length).toBeGreaterThan(3000);
  expect(runs.length).toBeLessThan(8000);
  const versions = new Set(runs.map(({ agent, batch }) => `${agent} ${batch.version.label}`));
  expect(versions.size).toBe(10);
  const times = runs.map(({ createdAt }) => Date.parse(createdAt)).toSorted((left, right) => left - right);
  expect(times[0]).toBeLessThan(now - 29 * 86_400_000);
  expect(times.at(-1)).toBeLessThanOrEqual(now);
});

test('one version fails far more often than those before and after it', () => {
  const failuresOf = (label: string): number => {
    const own = runs.filter(({ batch }) => batch.version.label === label);
    return own.filter(({ status }) => status === 'failed').length / own.length;
  };
  expect(failuresOf('2.4.0')).toBeGreaterThan(0.1);
  expect(Math.max(failuresOf('2.3.0'), failuresOf('2.4.1'))).toBeLessThan(0.06);
});
