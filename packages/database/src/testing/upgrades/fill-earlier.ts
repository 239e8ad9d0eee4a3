import { type Kysely, sql } from 'kysely';

import type { AuthTables } from '../../tables.ts';
import { earlierRows } from './earlier-rows.ts';

/** Columns by table that take values, as they are at the migration that the database has. */
const listColumns = async (db: Kysely<AuthTables>): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select relname as name, array_agg(attname::text) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and attgenerated = '' and attidentity = '' group by relname`.execute(db);
  return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]));
};

/** Inserts a little of everything that there was at the database's migration, with the columns there were. */
export const fillEarlier = async (db: Kysely<AuthTables>): Promise<void> => {
  const known = await listColumns(db);
  for (const [table, rows] of Object.entries(earlierRows)) {
    const [first = {}] = rows;
    const columns = Object.keys(first).filter((column) => known.get(table)?.has(column));
    if (columns.length === 0) continue;
    const list = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(table)} (${list})
      select ${list} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
      db,
    );
  }
  if (known.get('runs')?.has('finish_seq'))
    await sql`select setval('run_finish', (select max(finish_seq) from runs))`.execute(db);
  if (known.has('metric_state'))
    await sql`update metric_state set folded_seq = (select max(finish_seq) from runs)`.execute(db);
};
