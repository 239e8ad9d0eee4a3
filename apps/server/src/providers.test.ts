import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { cancelRuns } from '../prove/load/cancels.ts';
import { provokeProviders } from '../prove/load/providers.ts';

test('every fault of a model’s server at once ends each run as named (L1)', async () => {
  const report = await provokeProviders({ count: 16, seed: 42 });
  expect(report.faults).toEqual([]);
  expect(report.attempts).toBeGreaterThan(report.runs);
}, 180_000);

test.runIf(testEngines.includes('postgres'))(
  'runs that are cancelled at random instants end within 2 s, and so do their model calls (L3)',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const report = await cancelRuns({ cancels: 20, seed: 42, databaseUrl: database.url });
    await database.close();
    expect(report.faults).toEqual([]);
    expect(report.calledModels).toBeGreaterThan(0);
  },
  180_000,
);
