import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type Dialect, PGliteAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';

import type { Database } from '../database.ts';
import { toDatabase } from '../to-database.ts';
import { lockFolder } from './folder-lock.ts';
import { PgliteDriver } from './pglite-driver.ts';
import { PgliteWorker } from './pglite-worker.ts';

export interface PgliteOptions {
  /** Folder of the installation's data; the database's files stand in `postgres` inside it. */
  readonly dataDir: string;
  /** Told once when the embedded database ends by itself: nothing can be read or written after. */
  readonly onFatal: (error: Error) => void;
  readonly idleTransactionMs: number;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Makes the database's files in a thread of their own, since making them leaves up to 800 MB behind, and under
 * another name, since a folder left half made would look like a database.
 */
const createFiles = async (folder: string): Promise<void> => {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const worker = await PgliteWorker.open({ folder: unfinished, template: undefined, onFatal: () => undefined });
  await worker.close();
  await rename(unfinished, folder);
};

/** Kysely's parts for PGlite in its thread. */
export const toPgliteDialect = (worker: PgliteWorker, idleTransactionMs: number): Dialect => ({
  createAdapter: () => new PGliteAdapter(),
  createDriver: () => new PgliteDriver({ worker, idleTransactionMs }),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

/** PGlite in a worker thread, the only process in its folder. Throws DatabaseStartError when the folder is in use. */
export const openPglite = async ({ dataDir, onFatal, idleTransactionMs }: PgliteOptions): Promise<Database> => {
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir);
  try {
    const folder = join(dataDir, 'postgres');
    if (!(await exists(join(folder, 'PG_VERSION')))) await createFiles(folder);
    const worker = await PgliteWorker.open({ folder, template: undefined, onFatal });
    const database = await toDatabase('pglite', toPgliteDialect(worker, idleTransactionMs));
    return { ...database, close: () => database.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
};
