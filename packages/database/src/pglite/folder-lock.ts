import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DatabaseStartError } from '../database-start-error.ts';
import { isOtherLiveProcess, type ProcessIdentity, readOwnIdentity } from './process-identity.ts';

/** Long enough for another process to write its few bytes or to finish taking over. */
const patienceMs = 2000;
const pauseMs = 20;

/** Folders that this process holds: a lock file with our own pid is stale only when the folder is not here. */
const heldFolders = new Set<string>();

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const createExclusively = async (path: string, content: string): Promise<boolean> => {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
};

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const parseHolder = (content: string): ProcessIdentity | undefined => {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') {
      return undefined;
    }
    return {
      pid: value.pid,
      bootId: textOrNull('bootId' in value ? value.bootId : null),
      startTime: textOrNull('startTime' in value ? value.startTime : null),
    };
  } catch {
    return undefined;
  }
};

/**
 * Replaces a stale lock. Only one process at a time may, and only while the stale content still stands:
 * a lock that another has just taken over is never replaced.
 */
const takeOver = async (path: string, stale: string, content: string): Promise<boolean> => {
  const right = `${path}.takeover`;
  if (!(await createExclusively(right, content))) {
    const age = await stat(right).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    // its maker died in the middle
    if (age > patienceMs) await rm(right, { force: true });
    return false;
  }
  try {
    if ((await readIfThere(path)) !== stale) return false;
    const candidate = `${path}.${randomUUID()}`;
    await writeFile(candidate, content);
    await rename(candidate, path);
    return true;
  } finally {
    await rm(right, { force: true });
  }
};

const inUse = (pid: number, folder: string): DatabaseStartError =>
  new DatabaseStartError(
    `The data folder ${folder} is in use by the process ${pid}. Stop that process, or start this one with another data folder: two at once would lose data.`,
  );

const acquire = async (folder: string, path: string, content: string): Promise<void> => {
  const deadline = Date.now() + 3 * patienceMs;
  let unreadableSince: number | undefined;
  for (;;) {
    if (await createExclusively(path, content)) return;
    const found = await readIfThere(path);
    const holder = found === undefined ? undefined : parseHolder(found);
    if (holder !== undefined && (await isOtherLiveProcess(holder))) throw inUse(holder.pid, folder);
    // content that can't be read may be in the middle of being written: give it time
    if (found !== undefined && holder === undefined) unreadableSince ??= Date.now();
    const isStale =
      holder !== undefined || (unreadableSince !== undefined && Date.now() - unreadableSince > patienceMs);
    if (found !== undefined && isStale && (await takeOver(path, found, content))) return;
    if (Date.now() > deadline) throw new DatabaseStartError(`The lock file ${path} can't be taken over. Remove it.`);
    await sleep(pauseMs);
  }
};

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only one in the folder, by a file in it that names the process. A file left by a
 * process that no longer runs is taken over; while one runs, throws DatabaseStartError at once.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const key = await realpath(folder);
  if (heldFolders.has(key)) throw inUse(process.pid, folder);
  heldFolders.add(key);
  const path = join(folder, 'database.lock');
  const content = JSON.stringify({ ...(await readOwnIdentity()), token: randomUUID() });
  try {
    await acquire(folder, path, content);
  } catch (error) {
    heldFolders.delete(key);
    throw error;
  }
  return {
    release: async () => {
      if ((await readIfThere(path)) === content) await rm(path, { force: true });
      heldFolders.delete(key);
    },
  };
};
