import { lstat, readdir, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { draftPrefix } from './parse-file-path.ts';

/** A draft this old belongs to a process that is gone. */
const staleDraftMs = 3_600_000;

/** Files that are looked at side by side. */
const atOnce = 64;

/** What lies in a folder. */
export interface FolderSize {
  readonly bytes: number;
  /** Files and folders. */
  readonly entries: number;
}

const removeStale = async (path: string, modifiedMs: number): Promise<void> => {
  if (Date.now() - modifiedMs > staleDraftMs) await unlink(path).catch(() => undefined);
};

/** The bytes of a file; of one that is gone by now, none. */
const measureFile = async (path: string, isDraft: boolean): Promise<number> => {
  const found = await lstat(path).catch(() => undefined);
  if (found && isDraft) await removeStale(path, found.mtimeMs);
  return found?.size ?? 0;
};

/** Adds up a folder with all that lies beneath it; drafts that nobody will finish are removed on the way. */
export const measureFolder = async (folder: string): Promise<FolderSize> => {
  let [bytes, entries] = [0, 0];
  const waiting = [folder];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const found = await readdir(path, { withFileTypes: true });
    entries += found.length;
    const files: string[] = [];
    for (const entry of found) (entry.isDirectory() ? waiting : files).push(join(path, entry.name));
    for (let first = 0; first < files.length; first += atOnce) {
      const batch = files.slice(first, first + atOnce);
      const sizes = await Promise.all(batch.map((file) => measureFile(file, basename(file).startsWith(draftPrefix))));
      bytes += sizes.reduce((sum, size) => sum + size, 0);
    }
  }
  return { bytes, entries };
};
