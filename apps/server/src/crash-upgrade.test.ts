import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { crashUpgrade } from '../prove/crash/crash-upgrade.ts';

/** One upgrade with a kill on the way; `npm run prove crash-upgrade` makes any number. */
const attack = { upgrades: 1, seed: 2 };

test.each(testEngines)(
  'on %s, killed while it migrates a database of before, it ends with what an upgrade at once gives',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const report = await crashUpgrade({ ...attack, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.kills).toBeGreaterThan(0);
  },
  180_000,
);
