import type { Database } from './database.ts';
import { migrateDatabase } from './migrate-database.ts';
import { openPglite } from './pglite/open-pglite.ts';
import { openPostgres } from './postgres/open-postgres.ts';

export interface OpenDatabaseOptions {
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly log: (message: string) => void;
  /** The embedded database has ended by itself; the process should end too. */
  readonly onFatal: (error: Error) => void;
  /** A transaction that runs no statement for this long is rolled back; 5 s unless told. */
  readonly idleTransactionMs?: number;
  /** False: leaves the database at the migration it has. */
  readonly migrates?: boolean;
}

/**
 * The database, brought to the newest migration unless told not to. Throws DatabaseStartError when another process uses the
 * folder, its disk is full, or the database is newer than the program.
 */
export const openDatabase = async (options: OpenDatabaseOptions): Promise<Database> => {
  const { databaseUrl, dataDir, log, onFatal, idleTransactionMs = 5000, migrates = true } = options;
  const database =
    databaseUrl === undefined
      ? await openPglite({ dataDir, onFatal, idleTransactionMs, log })
      : await openPostgres({ databaseUrl, log, idleTransactionMs });
  try {
    if (migrates) await migrateDatabase(database.authDb, log);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
};
