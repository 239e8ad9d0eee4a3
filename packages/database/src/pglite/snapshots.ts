import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '@signalbox/contracts';

import { PgliteError } from './pglite-error.ts';
import type { PgliteWorker } from './pglite-worker.ts';

const prefix = 'snapshot-';

/** Copies the database's files to a new folder in the data folder, and gives its name. */
export const copySnapshot = async (worker: PgliteWorker, folder: string, dataDir: string): Promise<string> => {
  const name = `${prefix}${randomUUID()}`;
  try {
    await worker.copy(folder, join(dataDir, name));
    return name;
  } catch (cause) {
    await rm(join(dataDir, name), { recursive: true, force: true });
    if (!(cause instanceof PgliteError) || cause.code !== 'ENOSPC') throw cause;
    const message = 'The disk is full: a backup needs room for a copy of the database in the data folder.';
    throw new AppError('snapshot.unavailable', message, { cause });
  }
};

/** Removes what nobody fetched, in a folder that this process alone uses. */
export const removeSnapshots = async (dataDir: string): Promise<void> => {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(prefix)) await rm(join(dataDir, name), { recursive: true, force: true });
  }
};
