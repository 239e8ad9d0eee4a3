import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { crashRuns } from '../prove/crash/crash-runs.ts';

/** Kills in this test; `prove/crash-runs.main.ts --count 100` makes any number. */
const kills = 5;

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
