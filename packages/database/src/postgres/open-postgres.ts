import { PostgresDialect } from 'kysely';
import pg from 'pg';

import type { Database } from '../database.ts';
import { toDatabase } from '../to-database.ts';

const int8 = 20;
const date = 1082;

/** Reads as PGlite does: int8 is a number (ours stay below 2^53), a date its text. */
const parsers = new pg.TypeOverrides();
parsers.setTypeParser(int8, Number);
parsers.setTypeParser(date, (text) => text);

export interface PostgresOptions {
  readonly databaseUrl: string;
  readonly log: (message: string) => void;
  /** A transaction without a statement for this long is rolled back by the server. */
  readonly idleTransactionMs: number;
}

/** PostgreSQL through a pool of at most 10 connections. */
export const openPostgres = ({ databaseUrl, log, idleTransactionMs }: PostgresOptions): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: idleTransactionMs,
    types: parsers,
  });
  // an idle connection that ends is replaced by the pool; unheard, the event would end the process
  pool.on('error', (error) => log(`An idle database connection ended: ${error.message}`));
  return toDatabase('postgres', new PostgresDialect({ pool }));
};
