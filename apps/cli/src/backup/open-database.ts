import type { Database, DatabaseState } from '@signalbox/database';

import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';

/**
 * The database as it is, without migrating it; the package is loaded by the commands that need it only. Throws a
 * `CliError` when another process uses the embedded one, or what is there can't be opened.
 */
export const openDatabase = async (config: Pick<CliConfig, 'databaseUrl' | 'dataDir'>): Promise<Database> => {
  const { openDatabase: open, DatabaseStartError } = await import('@signalbox/database');
  const { databaseUrl, dataDir } = config;
  const ignore = (): void => undefined;
  try {
    return await open({ databaseUrl, dataDir, log: ignore, onFatal: ignore, migrates: false });
  } catch (error) {
    if (!(error instanceof DatabaseStartError)) throw error;
    throw new CliError(error.message, { cause: error });
  }
};

/** What the database is at. Throws as `openDatabase` does. */
export const readDatabaseState = async (config: Pick<CliConfig, 'databaseUrl' | 'dataDir'>): Promise<DatabaseState> => {
  const { getDatabaseState } = await import('@signalbox/database');
  const database = await openDatabase(config);
  try {
    return await getDatabaseState(database);
  } finally {
    await database.close();
  }
};
