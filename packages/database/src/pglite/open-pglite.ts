import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Snapshot } from '@signalbox/contracts';
import { type Dialect, PGliteAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';

import { DatabaseStartError } from '../database-start-error.ts';
import type { Database } from '../database.ts';
import { getDatabaseState } from '../get-database-state.ts';
import { startUpkeep } from '../start-upkeep.ts';
import { toDatabase } from '../to-database.ts';
import { createFiles } from './create-files.ts';
import { hasRoom, reserveMegabytes } from './disk-room.ts';
import { lockFolder } from './folder-lock.ts';
import { PgliteDriver } from './pglite-driver.ts';
import { PgliteWorker } from './pglite-worker.ts';
import { copySnapshot, removeSnapshots } from './snapshots.ts';
import { vacuumTables } from './vacuum-tables.ts';

const vacuumEveryMs = 60_000;

export interface PgliteOptions {
  /** Folder of the installation's data; the database's files stand in `postgres` inside it. */
  readonly dataDir: string;
  /** Told once when the embedded database ends by itself: nothing can be read or written after. */
  readonly onFatal: (error: Error) => void;
  readonly idleTransactionMs: number;
  readonly log: (message: string) => void;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Kysely's parts for PGlite in its thread. */
export const toPgliteDialect = (worker: PgliteWorker, idleTransactionMs: number): Dialect => ({
  createAdapter: () => new PGliteAdapter(),
  createDriver: () => new PgliteDriver({ worker, idleTransactionMs }),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

/**
 * PGlite in a worker thread, the only process in its folder. Throws DatabaseStartError when the folder is in use, or its disk
 * has no room for what a start writes.
 */
export const openPglite = async (options: PgliteOptions): Promise<Database> => {
  const { dataDir, onFatal, idleTransactionMs, log } = options;
  await mkdir(dataDir, { recursive: true });
  if (!hasRoom(dataDir)) {
    const needed = `Less than ${reserveMegabytes} MB are free, which the database needs to start. Make room, and start again.`;
    throw new DatabaseStartError(`The disk is full that the data folder ${dataDir} is on. ${needed}`);
  }
  const lock = await lockFolder(dataDir);
  try {
    await removeSnapshots(dataDir);
    const folder = join(dataDir, 'postgres');
    if (!(await exists(join(folder, 'PG_VERSION')))) await createFiles(folder);
    const worker = await PgliteWorker.open({ folder, template: undefined, onFatal });
    const database = await toDatabase('pglite', toPgliteDialect(worker, idleTransactionMs));
    const stopVacuuming = startUpkeep(() => vacuumTables(database.authDb), {
      everyMs: vacuumEveryMs,
      onError: (error) => log(`Vacuuming the embedded database failed: ${String(error)}`),
    });
    const close = async (): Promise<void> => {
      stopVacuuming();
      try {
        await database.close();
      } finally {
        await lock.release();
      }
    };
    const createSnapshot = async (): Promise<Snapshot> => {
      const { migration } = await getDatabaseState(database);
      // whoever opens the copy has little to recover
      await sql`checkpoint`.execute(database.authDb);
      return { folder: await copySnapshot(worker, folder, dataDir), migration };
    };
    return { ...database, createSnapshot, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
};
