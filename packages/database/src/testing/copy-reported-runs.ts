import { newId } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Database } from '../database.ts';
import type { AuthTables } from '../tables.ts';

/** What reported runs without a log are made of; in the order of their keys. */
const tables = ['runs', 'run_models', 'tool_calls'] as const;

const listColumns = async (db: Kysely<AuthTables>, table: string): Promise<string> => {
  const { rows } = await sql<{ columns: string }>`
    select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(db);
  return rows[0]?.columns ?? '';
};

/**
 * The floor for whatever stores reported runs: takes them out and puts them back with COPY, on PostgreSQL's own disk, into
 * the same tables with all their indexes and keys; nobody else may use them meanwhile. Answers with runs a second.
 */
export const copyReportedRuns = async ({ authDb }: Database): Promise<number> => {
  const file = `/tmp/signalbox-copy-${newId()}`;
  const copies: string[] = [];
  for (const table of tables) {
    const columns = await listColumns(authDb, table);
    await sql.raw(`copy ${table} (${columns}) to '${file}-${table}'`).execute(authDb);
    copies.push(`copy ${table} (${columns}) from '${file}-${table}'`);
  }
  const { rows } = await sql<{ runs: number }>`select count(*) as runs from runs`.execute(authDb);
  // in one transaction: nobody can tell the planner meanwhile that the tables are empty
  const tookMs = await authDb.transaction().execute(async (tx) => {
    await sql.raw(`truncate ${tables.join(', ')} cascade`).execute(tx);
    const startMs = performance.now();
    for (const copy of copies) await sql.raw(copy).execute(tx);
    return performance.now() - startMs;
  });
  for (const table of tables)
    await sql.raw(`copy (select) to program 'cat > /dev/null; rm ${file}-${table}'`).execute(authDb);
  return ((rows[0]?.runs ?? 0) * 1000) / tookMs;
};
