import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { proveWithdrawnRights } from '../prove/live/withdrawn-rights.ts';

test.each(testEngines)(
  'on %s, rights that are withdrawn can’t be used for long (S5)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const report = await proveWithdrawnRights({ rounds: 1, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.processes).toBe(engine === 'postgres' ? 2 : 1);
    expect(report.uses).toBe(31 * report.processes);
  },
  120_000,
);
