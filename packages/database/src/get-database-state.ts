import { sql } from 'kysely';

import type { Database } from './database.ts';

/** What a database is before anything of ours is done to it. */
export interface DatabaseState {
  /** The last migration that was done; null when none ever was. */
  readonly migration: string | null;
  readonly hasTables: boolean;
  /** Of the database server, such as 15. */
  readonly majorVersion: number;
}

/** What the database is at, whatever made it; changes nothing. */
export const getDatabaseState = async ({ authDb }: Database): Promise<DatabaseState> => {
  const { rows } = await sql<{ tables: number; migrated: boolean; version: number }>`
    select count(*) as tables, coalesce(bool_or(relname = 'kysely_migration'), false) as migrated,
      current_setting('server_version_num')::int as version
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and nspname <> 'information_schema' and nspname not like 'pg\\_%'
  `.execute(authDb);
  const [{ tables, migrated, version } = { tables: 0, migrated: false, version: 0 }] = rows;
  const done = migrated
    ? await sql<{ name: string }>`select name from kysely_migration order by name desc limit 1`.execute(authDb)
    : { rows: [] };
  return {
    migration: done.rows[0]?.name ?? null,
    hasTables: tables > 0,
    majorVersion: Math.floor(version / 10_000),
  };
};
