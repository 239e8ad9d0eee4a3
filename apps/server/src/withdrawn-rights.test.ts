import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { proveWithdrawnRights } from '../prove/live/withdrawn-rights.ts';

test.runIf(testEngines.includes('postgres'))(
  'rights that are withdrawn can’t be used for long, at either of two processes (S5)',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const report = await proveWithdrawnRights({ rounds: 1, databaseUrl: database.url });
    await database.close();
    expect(report.faults).toEqual([]);
    expect([report.processes, report.uses]).toEqual([2, 62]);
  },
  120_000,
);
