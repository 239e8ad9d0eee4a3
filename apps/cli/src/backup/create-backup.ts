import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { archivedSecrets } from '../archive/archive-names.ts';
import { listSources } from '../archive/list-sources.ts';
import type { Manifest } from '../archive/manifest.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';
import { formatBytes } from '../format-bytes.ts';
import { showProgress } from '../show-progress.ts';
import { copyDatabase } from './copy-database.ts';

/** A backup that was made. */
export interface CreatedBackup extends Omit<Manifest, 'files' | 'format'> {
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
  /** Names of the secrets in it. */
  readonly secrets: readonly string[];
  /** Names of what is neither a file nor a folder. */
  readonly leftOut: readonly string[];
}

export interface CreateBackupOptions {
  readonly config: CliConfig;
  /** Absolute; nothing may be there yet. */
  readonly file: string;
  readonly withSecrets: boolean;
  /** Of this program. */
  readonly version: string;
  readonly signal: AbortSignal;
  /** Told how far it is. */
  readonly stderr: NodeJS.WritableStream;
}

/** Everything of the data folder that belongs into an archive, beside the database. */
const listFolder = async ({ config: { dataDir }, withSecrets }: CreateBackupOptions) => {
  const names = ['files', 'tools', ...(withSecrets ? archivedSecrets : [])];
  const listed = await Promise.all(names.map((name) => listSources(join(dataDir, name), name)));
  return listed.map(({ sources, leftOut }) => ({
    sources: sources.map((source) => ({ ...source, mayVanish: true })),
    leftOut,
  }));
};

const writeBackup = async (options: CreateBackupOptions, draft: string): Promise<Omit<CreatedBackup, 'bytes'>> => {
  const { config, file, version, signal, stderr } = options;
  const createdAt = new Date().toISOString();
  stderr.write('Copying the database …\n');
  const { engine, migration, path, name, release } = await copyDatabase(config, dirname(draft), signal);
  try {
    signal.throwIfAborted();
    // the database first: whatever file its runs speak of is there then
    const listed = [await listSources(path, name), ...(await listFolder(options))];
    const sources = listed.flatMap((part) => part.sources);
    const amount = sources.reduce((sum, { size }) => sum + size, 0);
    const progress = showProgress(stderr, 'Writing the archive', { amount, text: formatBytes(amount) });
    const manifest = { format: 1 as const, version, engine, migration, createdAt };
    await writeArchive({ file: draft, sources, manifest, signal, onBytes: progress.add }).finally(progress.end);
    // a server that starts removes copies of before it
    if (!existsSync(path)) throw new CliError('The server was started anew meanwhile. Back up again.');
    const secrets = archivedSecrets.filter((secret) => sources.some((source) => source.name === secret));
    return { file, version, engine, migration, createdAt, secrets, leftOut: listed.flatMap((part) => part.leftOut) };
  } finally {
    await release();
  }
};

/**
 * Writes a whole archive of the installation while it is at work; under its name it is there whole or not at all. Throws
 * a `CliError` when the file is there already, or its folder is not.
 */
export const createBackup = async (options: CreateBackupOptions): Promise<CreatedBackup> => {
  const { file } = options;
  if (existsSync(file)) throw new CliError(`${file} is there already.`);
  if (!existsSync(dirname(file))) throw new CliError(`There is no folder ${dirname(file)}.`);
  // beside it, so that a rename is enough; and for nobody else to read
  const folder = await mkdtemp(join(dirname(file), '.signalbox-backup-'));
  try {
    const draft = join(folder, 'archive');
    const backup = await writeBackup(options, draft);
    const { size } = await stat(draft);
    await rename(draft, file);
    return { ...backup, bytes: size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
