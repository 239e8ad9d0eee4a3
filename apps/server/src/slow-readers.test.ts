import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { proveSlowReaders } from '../prove/live/slow-readers.ts';

test.each(testEngines)(
  'on %s, who does not read is dropped, and the others get everything (S3)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    // a hub’s stream has less to say: megabytes take minutes, which is for the proof
    const report = await proveSlowReaders({ readers: 2, kinds: ['feed'], reports: 5, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.bad).toBe(4);
  },
  180_000,
);
