import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { crashReports } from '../prove/crash-reports.ts';

/** Kills in this test; `prove/crash-reports.main.ts --count 20` makes any number. */
const kills = 4;

test.each(testEngines)(
  'on %s, a server killed at random instants has each acknowledged row once (D5)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const report = await crashReports({ kills, seed: 42, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.rows).toBeGreaterThan(0);
    expect(report.sentAgain).toBeGreaterThan(0);
  },
  180_000,
);
