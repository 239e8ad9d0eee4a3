import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { proveViewers } from '../prove/live/viewers.ts';

/** Viewers in this test; `npm run prove viewers -- --count 50000` lets in more. */
const viewers = 500;

test.runIf(testEngines.includes('postgres'))(
  'two processes on one port: no viewer has a gap, and who was at a killed one comes back',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    const { passed, faults, figures } = await proveViewers({
      viewers,
      said: 2,
      saidEveryMs: 500,
      seed: 7,
      databaseUrl: database.url ?? '',
    });
    await database.close();
    expect(faults).toEqual([]);
    expect(passed).toBe(viewers);
    expect(figures).toMatchObject({ processes: 2 });
  },
  120_000,
);
