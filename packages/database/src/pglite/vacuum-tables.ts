import { type Kysely, sql } from 'kysely';

import type { AuthTables } from '../tables.ts';

/**
 * Frees the space of deleted rows and refreshes what the planner knows, table by table. PGlite has no autovacuum:
 * without this, statements keep the plans of an empty database.
 */
export const vacuumTables = async (db: Kysely<AuthTables>): Promise<void> => {
  const { rows } = await sql<{ relname: string }>`
    select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname
  `.execute(db);
  for (const { relname } of rows) await sql`vacuum (analyze) ${sql.table(relname)}`.execute(db);
};

const firstMs = 60_000;
const everyMs = 30 * 60_000;

/** Vacuums a minute after the start and then every half hour, until the function it gives is called. */
export const startVacuuming = (db: Kysely<AuthTables>, log: (message: string) => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const schedule = (delayMs: number): void => {
    timer = setTimeout(() => {
      vacuumTables(db)
        .catch((error: unknown) => log(`Vacuuming the embedded database failed: ${String(error)}`))
        .finally(() => schedule(everyMs));
    }, delayMs).unref();
  };
  schedule(firstMs);
  return () => clearTimeout(timer);
};
