import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { crashRuns } from '../prove/crash/crash-runs.ts';

/** Kills in this test; `npm run prove crash-runs` makes any number. */
const kills = 3;

test.each(testEngines)(
  'on %s, killed at random instants, runs end as their ledgers say (D1 to D4)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const report = await crashRuns({ kills, seed: 42, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.kills).toBe(kills);
    expect(report.runs).toBeGreaterThan(0);
    expect(report.recoveries).toBeGreaterThan(0);
  },
  180_000,
);

test.runIf(testEngines.includes('postgres'))(
  'of a web process and two workers, any may be killed (D1 to D4)',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const report = await crashRuns({ kills, seed: 7, workers: 2, databaseUrl: database.url });
    await database.close();
    expect(report.faults).toEqual([]);
    expect([report.kills, report.processes]).toEqual([kills, 3]);
  },
  180_000,
);
