import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { isSignalboxError } from '@signalbox/client';
import type { Snapshot } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';

import { dumpName } from '../archive/archive-names.ts';
import type { Manifest } from '../archive/manifest.ts';
import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';
import { openClient } from '../open-client.ts';
import { openDatabase, readDatabaseState } from './open-database.ts';
import { assertTool, runPostgresTool } from './postgres-tool.ts';

/** A database's content on the disk, as it was at one moment. */
export interface DatabaseCopy extends Pick<Manifest, 'engine' | 'migration'> {
  readonly path: string;
  /** What it is called in an archive. */
  readonly name: string;
  /** Removes the copy, when the archive is written or was given up. */
  readonly release: () => Promise<void>;
}

const notOurs = (where: string): CliError =>
  new CliError(
    `There is no database of Signalbox in ${where}. Set SIGNALBOX_DATA_DIR and DATABASE_URL as the server has them.`,
  );

/** Asks the server that works in this folder; its token is the right to. */
const askServer = async (config: CliConfig, inUse: CliError): Promise<Snapshot> => {
  try {
    return await openClient({ ...config, apiKey: undefined }).snapshots.create.mutate({});
  } catch (error) {
    if (!isSignalboxError(error) || error.code !== 'connection.failed') throw error;
    const message = `${inUse.message}\nThat process does not answer at ${config.url} either: set PORT or SIGNALBOX_URL as it has them.`;
    throw new CliError(message, { reason: 'unreachable', cause: error });
  }
};

/** A snapshot, and what to do when it was archived. */
const takeSnapshot = async (
  config: CliConfig,
): Promise<{ readonly snapshot: Snapshot | undefined; readonly close: () => Promise<void> }> => {
  let database: Database;
  try {
    database = await openDatabase(config);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { snapshot: await askServer(config, error), close: async () => undefined };
  }
  // closed only then: a server that starts earlier would remove the snapshot
  const close = (): Promise<void> => database.close();
  try {
    return { snapshot: await database.createSnapshot?.(), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const copyEmbedded = async (config: CliConfig): Promise<DatabaseCopy> => {
  const { dataDir, url } = config;
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) throw notOurs(dataDir);
  const { snapshot, close } = await takeSnapshot(config);
  const path = join(dataDir, snapshot?.folder ?? '');
  const release = async (): Promise<void> => {
    if (snapshot) await rm(path, { recursive: true, force: true });
    await close();
  };
  const { migration = null } = snapshot ?? {};
  if (migration !== null && existsSync(path)) return { engine: 'embedded', migration, path, name: 'postgres', release };
  await release();
  if (migration === null) throw notOurs(dataDir);
  throw new CliError(`The server at ${url} works in another folder than ${dataDir}.`);
};

const dumpPostgres = async (
  config: CliConfig & { readonly databaseUrl: string },
  folder: string,
  signal: AbortSignal,
): Promise<DatabaseCopy> => {
  const { migration, majorVersion } = await readDatabaseState(config);
  if (migration === null) throw notOurs('DATABASE_URL');
  const program = 'pg_dump';
  await assertTool(config, { program, signal }, majorVersion);
  const path = join(folder, dumpName);
  const args = ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`];
  await runPostgresTool(config, { program, args, signal });
  return { engine: 'postgres', migration, path, name: dumpName, release: () => rm(path, { force: true }) };
};

/**
 * Copies the configured database while it is at work. What pg_dump writes goes into `folder`; the embedded database is
 * copied by the server that has it open, or by this process when none has.
 */
export const copyDatabase = (config: CliConfig, folder: string, signal: AbortSignal): Promise<DatabaseCopy> => {
  const { databaseUrl } = config;
  return databaseUrl === undefined ? copyEmbedded(config) : dumpPostgres({ ...config, databaseUrl }, folder, signal);
};
