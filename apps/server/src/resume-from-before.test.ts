import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { proveResumeFromBefore } from '../prove/live/resume-from-before.ts';

test.runIf(testEngines.includes('postgres'))(
  'who comes back gets all that was said since, or one reset (S2)',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const report = await proveResumeFromBefore({ returns: 40, kills: 0, seed: 7, databaseUrl: database.url });
    await database.close();
    expect(report.faults).toEqual([]);
    expect(report.resumed).toBeGreaterThan(5);
    expect(report.resets).toBeGreaterThan(5);
  },
  120_000,
);
