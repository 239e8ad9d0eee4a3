import { PostgresDialect } from 'kysely';
import pg from 'pg';

import type { Database } from '../database.ts';
import { PreparedStatements } from '../prepared-statements.ts';
import { startUpkeep } from '../start-upkeep.ts';
import { toDatabase } from '../to-database.ts';
import { analyzeGrownTables } from './analyze-grown-tables.ts';
import { toArrayLiteral } from './to-array-literal.ts';

const int8 = 20;
const date = 1082;

const analyzeEveryMs = 1000;

/** Reads as PGlite does: int8 is a number (ours stay below 2^53), a date its text. */
const parsers = new pg.TypeOverrides();
parsers.setTypeParser(int8, Number);
parsers.setTypeParser(date, (text) => text);

const isFatal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'FATAL';

/**
 * What a statement answers. The client's own promises keep the rows of statements that are over until garbage of long
 * standing is collected: heaps grow by all that is read, and each such collection holds the process up for tens of milliseconds.
 */
const answerOf = (client: pg.PoolClient, query: pg.QueryConfig): Promise<pg.QueryResult> =>
  new Promise((resolve, reject) => {
    client.query(query, (error: Error | undefined, result) => (error ? reject(error) : resolve(result)));
  });

/**
 * A client whose marked statements go by name, so that the server parses and plans them once a session, and which
 * leaves the pool when the server has ended its session.
 */
const toPooledClient = (client: pg.PoolClient, statements: PreparedStatements): pg.PoolClient => {
  let isEnded = false;
  const query = async (text: string, values: unknown[]) => {
    const name = statements.nameOf(text);
    try {
      return await answerOf(client, {
        text,
        values: values.map(toArrayLiteral),
        ...(name === undefined ? {} : { name }),
      });
    } catch (error) {
      isEnded ||= isFatal(error);
      throw error;
    }
  };
  const release = (destroy?: boolean): void => client.release(destroy === true || isEnded);
  return new Proxy(client, {
    get: (target, key): unknown => {
      if (key === 'query') return query;
      return key === 'release' ? release : Reflect.get(target, key);
    },
  });
};

export interface PostgresOptions {
  readonly databaseUrl: string;
  readonly log: (message: string) => void;
  /** A transaction without a statement for this long is rolled back by the server. */
  readonly idleTransactionMs: number;
}

/** PostgreSQL through a pool of at most 10 connections. */
export const openPostgres = async ({ databaseUrl, log, idleTransactionMs }: PostgresOptions): Promise<Database> => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: idleTransactionMs,
    // statements here are short: to compile one or to start helpers takes longer than it runs
    options: '-c jit=off -c max_parallel_workers_per_gather=0',
    types: parsers,
  });
  // the pool replaces a connection that ends; unheard, either event would end the process
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', (error) => log(`A database connection ended: ${error.message}`));
  });
  const statements = new PreparedStatements();
  const clients = {
    options: pool.options,
    connect: async () => toPooledClient(await pool.connect(), statements),
    end: () => pool.end(),
  };
  const database = await toDatabase('postgres', new PostgresDialect({ pool: clients }));
  const stopAnalyzing = startUpkeep(() => analyzeGrownTables(database.authDb), {
    everyMs: analyzeEveryMs,
    // of a database that is away everybody else tells
    onError: () => undefined,
  });
  const close = (): Promise<void> => {
    stopAnalyzing();
    return database.close();
  };
  return { ...database, close };
};
