import { rmdir, unlink } from 'node:fs/promises';

import { ToolError } from '@signalbox/tool-sdk';

import { findStats } from './find-stats.ts';
import { openFolder } from './open-folder.ts';
import { codeOf } from './to-file-error.ts';

const openParent = async (root: string, names: readonly string[]) => {
  try {
    return await openFolder(root, names.slice(0, -1), false);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Deletes a file, or a folder that is empty; false when there was none. */
export const deleteFile = async (root: string, names: readonly string[]): Promise<boolean> => {
  const name = names.at(-1) ?? '';
  await using folder = await openParent(root, names);
  const present = folder && (await findStats(folder.at(name)));
  if (!folder || !present) return false;
  if (present.isSymbolicLink()) throw new ToolError('PATH_DENIED: the path leads through a link.');
  await (present.isDirectory() ? rmdir(folder.at(name)) : unlink(folder.at(name)));
  return true;
};
