import { testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { grownUp } from '../prove/processes/grown-up.ts';

test.runIf(testEngines.includes('postgres') && process.env['TEST_REDIS_URL'] !== undefined)(
  'by docker-compose.yml, a worker, Redis, the web process and PostgreSQL are killed under load (D1, D2, D5 to D8, S1)',
  async () => {
    const { faults, runs, reports, deltas, recoveryMs } = await grownUp({ rounds: 4, seed: 42 });
    expect(faults).toEqual([]);
    expect(Math.min(runs, reports, deltas)).toBeGreaterThan(0);
    expect(Object.values(recoveryMs).map(({ length }) => length)).toEqual([1, 1, 2, 1, 1]);
  },
  180_000,
);
