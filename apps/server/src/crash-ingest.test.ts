import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { PostgresServer } from '@signalbox/testing/postgres-server';
import { expect, test } from 'vitest';

import { crashIngest } from '../prove/crash/crash-ingest.ts';

/** Kills in this test; `npm run prove crash-ingest` makes any number. */
const kills = 4;

test.each(testEngines)(
  'on %s, a server killed at random instants has each acknowledged row once (D5)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const report = await crashIngest({ kills, seed: 42, databaseUrl: database?.url });
    await database?.close();
    expect(report.faults).toEqual([]);
    expect(report.rows).toBeGreaterThan(0);
    expect(report.sentAgain).toBeGreaterThan(0);
  },
  180_000,
);

test.runIf(testEngines.includes('postgres'))(
  'PostgreSQL killed at random instants: each acknowledged row is there once, and the server answers again within 5 s (D6)',
  async () => {
    const postgres = await PostgresServer.open();
    const report = await crashIngest({ kills, seed: 7, postgres });
    await postgres.close();
    expect(report.faults).toEqual([]);
    expect(report.sentAgain).toBeGreaterThan(0);
    expect(report.slowestReturnMs).toBeLessThan(5000);
  },
  180_000,
);
