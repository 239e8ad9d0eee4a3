import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { runLong } from '../prove/load/long-run.ts';

/** Minutes in this test; `npm run prove long-run` takes an hour. */
const minutes = 0.2;

test.runIf(testEngines.includes('postgres'))(
  'a server that is used in every way answers everything, and holds nothing when it is left',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const report = await runLong({ minutes, databaseUrl: database.url });
    await database.close();
    expect(report.faults).toEqual([]);
    expect(report.answers).toBeGreaterThan(0);
    expect(report.views).toBeGreaterThan(0);
  },
  180_000,
);
