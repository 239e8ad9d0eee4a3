import { testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { diskFull } from '../prove/crash/disk-full.ts';
import { SmallDisk } from '../prove/crash/small-disk.ts';

// a disk of its own takes the right to mount one
test.runIf(SmallDisk.isPossible).each(testEngines)(
  'on %s, with its disk full, it says so, and goes on with everything when there is room',
  async (engine) => {
    const report = await diskFull({ fillings: 1, seed: 42, isPostgres: engine === 'postgres' });
    expect(report.faults).toEqual([]);
    expect(report.rows).toBeGreaterThan(0);
  },
  180_000,
);
