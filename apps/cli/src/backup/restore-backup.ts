import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { archivedFolders, dumpName } from '../archive/archive-names.ts';
import { assertNotNewer, type Manifest } from '../archive/manifest.ts';
import { unpackArchive } from '../archive/unpack-archive.ts';
import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';
import { formatBytes } from '../format-bytes.ts';
import { showProgress } from '../show-progress.ts';
import { toFileStamp } from '../to-file-stamp.ts';
import { readDatabaseState } from './open-database.ts';
import { assertTool, runPostgresTool } from './postgres-tool.ts';
import { renameAll } from './rename-all.ts';

const stagingPrefix = 'restore-';

/** What came back. */
export interface RestoredBackup extends Omit<Manifest, 'files' | 'format'> {
  readonly dataDir: string;
  /** Where what was in the folder before is now; null when nothing was. */
  readonly replaced: string | null;
  /** Whether the folder has a master key, from the archive or from before. */
  readonly hasMasterKey: boolean;
}

export interface RestoreBackupOptions {
  readonly config: CliConfig;
  /** The archive. Absolute. */
  readonly file: string;
  readonly replaces: boolean;
  /** Of this program. */
  readonly version: string;
  readonly signal: AbortSignal;
  /** Told how far it is. */
  readonly stderr: NodeJS.WritableStream;
}

const isFilled = async (path: string): Promise<boolean> => {
  if (!existsSync(path)) return false;
  return !(await stat(path)).isDirectory() || (await readdir(path)).length > 0;
};

/** Which of these names in the data folder hold something. Throws a `CliError` for any, unless they are to be replaced. */
const listOccupied = async (
  { config: { dataDir }, replaces }: RestoreBackupOptions,
  names: Iterable<string>,
): Promise<string[]> => {
  const occupied: string[] = [];
  for (const name of new Set(names)) if (await isFilled(join(dataDir, name))) occupied.push(name);
  if (occupied.length === 0 || replaces) return occupied;
  throw new CliError(
    `${dataDir} is not empty: it has ${occupied.join(', ')}. Restore into another folder (SIGNALBOX_DATA_DIR), or add --replace, which puts aside what is there.`,
  );
};

/** PostgreSQL has to be as new as the archive wants, and empty: what is in it can't be put aside. */
const checkPostgres = async ({ config, signal }: RestoreBackupOptions): Promise<void> => {
  if (config.databaseUrl === undefined) return;
  const { hasTables, majorVersion } = await readDatabaseState(config);
  if (hasTables)
    throw new CliError('The database at DATABASE_URL is not empty. Restore into a new one: createdb makes it.');
  await assertTool(config, { program: 'pg_restore', signal }, majorVersion);
};

const checkManifest = async ({ config, version }: RestoreBackupOptions, manifest: Manifest): Promise<void> => {
  const { listMigrations } = await import('@signalbox/database');
  assertNotNewer(manifest, { version, migrations: await listMigrations() });
  if (manifest.engine === 'embedded' && config.databaseUrl !== undefined)
    throw new CliError('The archive is of an embedded database: restore it without DATABASE_URL.');
  if (manifest.engine === 'postgres' && config.databaseUrl === undefined)
    throw new CliError('The archive is of PostgreSQL: set DATABASE_URL to an empty database.');
};

const pgRestore = async (
  config: CliConfig & { readonly databaseUrl: string },
  dump: string,
  signal: AbortSignal,
): Promise<void> => {
  const args = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', dump];
  await runPostgresTool(config, { program: 'pg_restore', args, signal });
  await rm(dump);
};

/** Proves that the unpacked database opens, or restores the dump in one transaction. */
const bringDatabase = async (
  { config, signal }: RestoreBackupOptions,
  staging: string,
  manifest: Manifest,
): Promise<void> => {
  signal.throwIfAborted();
  const { databaseUrl } = config;
  if (databaseUrl !== undefined) return pgRestore({ ...config, databaseUrl }, join(staging, dumpName), signal);
  const { migration } = await readDatabaseState({ databaseUrl, dataDir: staging });
  if (migration !== manifest.migration)
    throw new CliError('The archive is damaged: its database is not the one that was backed up.');
};

const unpack = async (options: RestoreBackupOptions, folder: string): Promise<Manifest> => {
  const { file, signal, stderr } = options;
  const { size: amount } = await stat(file);
  const progress = showProgress(stderr, 'Reading the archive', { amount, text: formatBytes(amount) });
  return unpackArchive({ file, folder, signal, onBytes: progress.add }).finally(progress.end);
};

/** Unpacks into a folder inside the data folder, which may be a mounted one, and renames from there. */
const restoreInto = async (options: RestoreBackupOptions): Promise<RestoredBackup> => {
  const { dataDir } = options.config;
  await listOccupied(options, archivedFolders);
  await checkPostgres(options);
  const staging = join(dataDir, `${stagingPrefix}${randomUUID()}`);
  await mkdir(staging, { mode: 0o700 });
  try {
    const manifest = await unpack(options, staging);
    await checkManifest(options, manifest);
    const occupied = await listOccupied(options, [...archivedFolders, ...(await readdir(staging))]);
    await bringDatabase(options, staging, manifest);
    const { version, engine, migration, createdAt } = manifest;
    const aside = occupied.length === 0 ? null : join(dataDir, `replaced-${toFileStamp(new Date())}`);
    if (aside !== null) await mkdir(aside, { mode: 0o700 });
    await renameAll([
      ...occupied.map((name) => [join(dataDir, name), join(aside ?? '', name)] as const),
      ...(await readdir(staging)).map((name) => [join(staging, name), join(dataDir, name)] as const),
    ]);
    const hasMasterKey = existsSync(join(dataDir, 'master-key'));
    return { dataDir, version, engine, migration, createdAt, replaced: aside, hasMasterKey };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
};

/**
 * Brings back what an archive holds, whole or not at all. Throws a `CliError` while a server works in the folder, when
 * something is there that is not to be replaced, and for an archive that is damaged, hostile or of a newer version.
 */
export const restoreBackup = async (options: RestoreBackupOptions): Promise<RestoredBackup> => {
  const { config, file } = options;
  const { dataDir } = config;
  if (!existsSync(file)) throw new CliError(`There is no file ${file}.`);
  const isNew = !existsSync(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { DatabaseStartError, lockFolder } = await import('@signalbox/database');
  const lock = await lockFolder(dataDir).catch((error: unknown) => {
    throw error instanceof DatabaseStartError ? new CliError(error.message, { cause: error }) : error;
  });
  try {
    for (const name of await readdir(dataDir)) {
      // of one that was killed
      if (name.startsWith(stagingPrefix)) await rm(join(dataDir, name), { recursive: true, force: true });
    }
    return await restoreInto(options);
  } finally {
    await lock.release();
    // only when it is empty
    if (isNew) await rmdir(dataDir).catch(() => undefined);
  }
};
