import { testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { rollingRestart } from '../prove/processes/rolling-restart.ts';

test.runIf(testEngines.includes('postgres') && process.env['TEST_REDIS_URL'] !== undefined)(
  'two web processes and two workers restarted one by one under load: no request fails (G1)',
  async () => {
    const { faults, runs, reports } = await rollingRestart({ rounds: 1, seed: 42 });
    expect(faults).toEqual([]);
    expect(Math.min(runs, reports)).toBeGreaterThan(0);
  },
  180_000,
);
