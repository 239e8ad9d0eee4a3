import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { openTestDatabase, testEngines } from '../testing/open-test-database.ts';
import { analyzeGrownTables } from './analyze-grown-tables.ts';

test.each(testEngines)(
  'the planner learns of tables with ten times as many rows as it knows of, on %s',
  async (engine) => {
    const database = await openTestDatabase({ engine });
    const { authDb } = database;
    const insert = (rows: number) =>
      authDb.connection().execute(async (db) => {
        await sql`insert into grown select generate_series(1, ${rows}::int)`.execute(db);
        // else a session tells of its rows once a second
        await sql`select pg_stat_force_next_flush()`.execute(db);
      });
    const analyze = async () => {
      await analyzeGrownTables(authDb);
      const { rows } = await sql<{ reltuples: number }>`
        select reltuples from pg_class where relname = 'grown'`.execute(authDb);
      return rows[0]?.reltuples;
    };
    // PostgreSQL itself does not look at it
    await sql`create table grown (number int) with (autovacuum_enabled = false)`.execute(authDb);
    await insert(9000);
    expect(await analyze()).toBe(-1);
    await insert(3000);
    expect(await analyze()).toBe(12_000);
    await insert(107_000);
    expect(await analyze()).toBe(12_000);
    await insert(5000);
    expect(await analyze()).toBe(124_000);
    await database.close();
  },
  60_000,
);
