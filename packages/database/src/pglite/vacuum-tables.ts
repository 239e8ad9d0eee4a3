import { type Kysely, sql } from 'kysely';

import type { AuthTables } from '../tables.ts';

interface ChangedTable {
  readonly relname: string;
  readonly isVacuumed: boolean;
  readonly isAnalyzed: boolean;
}

/** By the thresholds of PostgreSQL's autovacuum: https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM */
const listChanged = async (db: Kysely<AuthTables>): Promise<readonly ChangedTable[]> => {
  // what was counted is told once a second at most, unless asked for
  await sql`select pg_stat_force_next_flush()`.execute(db);
  const { rows } = await sql<ChangedTable>`
    select * from (
      select relname, n_dead_tup > 50 + 0.2 * tuples or n_ins_since_vacuum > 1000 + 0.2 * tuples as "isVacuumed",
        n_mod_since_analyze > 50 + 0.1 * tuples or is_unknown as "isAnalyzed"
      from pg_stat_user_tables join (
        -- a crash forgets what was counted
        select oid as relid, greatest(reltuples, 0) as tuples, reltuples < 0 and pg_relation_size(oid) > 0 as is_unknown
        from pg_class where relkind = 'r') as known using (relid)
      where schemaname = 'public') as judged
    where "isVacuumed" or "isAnalyzed" order by relname
  `.execute(db);
  return rows;
};

/**
 * Frees the space of deleted rows and refreshes what the planner knows of the tables that changed much, one by one: nobody
 * else is served meanwhile. PGlite has no autovacuum: without this, statements keep the plans of an empty database.
 */
export const vacuumTables = async (db: Kysely<AuthTables>): Promise<void> => {
  for (const { relname, isVacuumed, isAnalyzed } of await listChanged(db)) {
    if (!isVacuumed) await sql`analyze ${sql.table(relname)}`.execute(db);
    else await sql`vacuum ${sql.raw(isAnalyzed ? '(analyze)' : '')} ${sql.table(relname)}`.execute(db);
  }
};
