import { lstat, readdir } from 'node:fs/promises';

import { openFolder } from './open-folder.ts';
import { draftPrefix } from './parse-file-path.ts';

/** Most entries that one call gives. */
const maxEntries = 500;

/** What lies in one folder. */
export interface FolderList {
  readonly entries: readonly { readonly name: string; readonly type: 'file' | 'folder'; readonly bytes?: number }[];
  /** Of all, when not all are listed. */
  readonly count: number;
}

/** The files and folders of a folder by name, without what lies deeper; links and drafts are left out. */
export const listFolder = async (root: string, names: readonly string[]): Promise<FolderList> => {
  await using folder = await openFolder(root, names, false);
  const all = await readdir(folder.at('.'), { withFileTypes: true });
  const known = all
    .filter((entry) => (entry.isFile() || entry.isDirectory()) && !entry.name.startsWith(draftPrefix))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const entries = await Promise.all(
    known.slice(0, maxEntries).map(async (entry) => {
      if (entry.isDirectory()) return { name: entry.name, type: 'folder' as const };
      const found = await lstat(folder.at(entry.name)).catch(() => undefined);
      return { name: entry.name, type: 'file' as const, bytes: found?.size ?? 0 };
    }),
  );
  return { entries, count: known.length };
};
