import { type Kysely, sql } from 'kysely';

import type { AuthTables } from '../tables.ts';

/** Of fewer rows any plan is fast. */
const leastRows = 1000;
const growth = 10;

/**
 * Refreshes what the planner knows of tables that have ten times as many rows as it knows of. Until PostgreSQL's
 * autovacuum does, up to a minute later, each session keeps the plans that it made for empty tables: of every new row the
 * check of its key would read a whole index.
 */
export const analyzeGrownTables = async (db: Kysely<AuthTables>): Promise<void> => {
  // rows that are not committed don't count: a look at a table that has no others would say that it is empty
  const { rows } = await sql<{ relname: string }>`
    select pg_class.relname from pg_stat_user_tables join pg_class on pg_class.oid = relid
    where schemaname = 'public' and pg_has_role(relowner, 'usage')
      and n_live_tup > ${growth}::int * greatest(reltuples, ${leastRows}::int)
    order by 1`.execute(db);
  for (const { relname } of rows) await sql`analyze ${sql.table(relname)}`.execute(db);
};
