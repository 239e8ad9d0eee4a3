import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { twoOnADatabase } from '../prove/crash/two-on-a-database.ts';
import { twoOnAFolder } from '../prove/crash/two-on-a-folder.ts';

test('of two processes on one embedded folder one has it, and the other ends naming that one (D10)', async () => {
  const report = await twoOnAFolder({ rounds: 1, seed: 3 });
  expect(report.faults).toEqual([]);
  expect(report.refusals).toBeGreaterThan(0);
  expect(report.rows).toBe(1);
}, 180_000);

test.runIf(testEngines.includes('postgres'))(
  'two processes share runs and reports on PostgreSQL, and nothing is done twice',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const report = await twoOnADatabase({ runs: 10, seed: 42, databaseUrl: database.url ?? '' });
    await database.close();
    expect(report.faults).toEqual([]);
    expect(report.runs).toBe(10);
    expect(report.rows).toBeGreaterThan(0);
  },
  180_000,
);
