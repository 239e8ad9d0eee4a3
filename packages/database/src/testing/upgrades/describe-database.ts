import { type Kysely, sql } from 'kysely';

import { toBins } from '../../metrics/histogram.ts';
import { openDatabase } from '../../open-database.ts';
import type { AuthTables } from '../../tables.ts';
import { foldAllRuns } from '../fold-all-runs.ts';
import type { DatabasePlace } from './open-earlier-databases.ts';

/** What a database has, so that two can be held against each other. */
export interface DatabaseDescription {
  /** A line for each column, constraint, index, function, sequence and setting of a table. */
  readonly schema: readonly string[];
  /** By table: how many rows, and a digest of them. */
  readonly tables: ReadonlyMap<string, string>;
  /** Buckets whose histogram of durations does not hold what they count. */
  readonly wrongHistograms: readonly string[];
}

const readSchema = async (db: Kysely<AuthTables>): Promise<string[]> => {
  const { rows } = await sql<{ line: string }>`
    with own as (select oid, relname, relkind, reloptions from pg_class where relnamespace = 'public'::regnamespace)
    select concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
        attgenerated, attstorage, pg_get_expr(adbin, adrelid)) as line
      from own join pg_attribute on attrelid = own.oid left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where relkind = 'r' and attnum > 0 and not attisdropped
    union all select concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid), convalidated)
      from own join pg_constraint on conrelid = own.oid
    union all select concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid)
      from own join pg_index on indrelid = own.oid
    union all select concat_ws(' ', 'relation', relkind, relname, reloptions::text) from own
    union all select concat_ws(' ', 'function', pg_get_functiondef(oid))
      from pg_proc where pronamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'migration', name) from kysely_migration
    order by line`.execute(db);
  return rows.map(({ line }) => line);
};

/** What differs between two upgrades that are both right: times of the upgrade, and the order of entries. */
const ignored = ['folded_at', 'quarters_from', 'duration_histogram', 'first_token_histogram'];

const readTables = async (db: Kysely<AuthTables>, schema: readonly string[]): Promise<Map<string, string>> => {
  const tables = new Map<string, string>();
  for (const line of schema) {
    const name = /^relation r (\S+)/.exec(line)?.[1];
    if (name === undefined || name.startsWith('kysely_')) continue;
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' rows, ' || coalesce(md5(string_agg(digest, '' order by digest)), '') as digest
      from (select md5((to_jsonb(each) - ${ignored}::text[])::text) as digest from ${sql.table(name)} as each) as digests
    `.execute(db);
    tables.set(name, rows[0]?.digest ?? '');
  }
  return tables;
};

const countAll = (histogram: Uint8Array): number => toBins(histogram).counts.reduce((sum, count) => sum + count, 0);

const listWrongHistograms = async (db: Kysely<AuthTables>): Promise<string[]> => {
  const { rows } = await sql<{ bucket: string; timed: number; histogram: Uint8Array }>`
    select concat_ws(' ', series, grain, at, agent_id, version, name) as bucket, timed, duration_histogram as histogram
    from metric_buckets where series <> 'model'`.execute(db);
  return rows
    .filter(({ timed, histogram }) => countAll(histogram) !== timed)
    .map(({ bucket, timed, histogram }) => `${bucket}: ${countAll(histogram)} in its histogram, ${timed} timed`);
};

/** Opens the database, which brings it to the newest migration, books what has ended in the figures, and tells what it has. */
export const describeDatabase = async (place: DatabasePlace): Promise<DatabaseDescription> => {
  const throwFatal = (error: Error): void => {
    throw error;
  };
  const database = await openDatabase({ ...place, log: () => undefined, onFatal: throwFatal });
  try {
    await foldAllRuns(database.db);
    const schema = await readSchema(database.authDb);
    const tables = await readTables(database.authDb, schema);
    return { schema, tables, wrongHistograms: await listWrongHistograms(database.authDb) };
  } finally {
    await database.close();
  }
};
