import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';

import { ToolError } from '@signalbox/tool-sdk';

import { checkCase } from './check-case.ts';
import { findStats } from './find-stats.ts';
import { measureFolder } from './measure-folder.ts';
import { type OpenFolder, openFolder } from './open-folder.ts';
import { draftPrefix } from './parse-file-path.ts';
import { codeOf } from './to-file-error.ts';

/** What one workspace may keep. */
const maxFolderBytes = 100_000_000;
const maxFolderEntries = 10_000;

const checkQuota = async (root: string, newEntries: number, newBytes: number): Promise<void> => {
  const { bytes, entries } = await measureFolder(root);
  if (entries + newEntries > maxFolderEntries) {
    throw new ToolError(
      `QUOTA: the workspace keeps ${entries} of at most ${maxFolderEntries} files. Delete some first.`,
    );
  }
  if (newBytes > 0 && bytes + newBytes > maxFolderBytes) {
    throw new ToolError(`QUOTA: the workspace keeps ${bytes} of at most ${maxFolderBytes} bytes. Delete some first.`);
  }
};

/** What may be replaced: a file that has no other name, or nothing. */
const checkPresent = (present: Stats | undefined, name: string): void => {
  if (present?.isSymbolicLink() === true) throw new ToolError('PATH_DENIED: the path leads through a link.');
  if (present && !present.isFile()) throw new ToolError(`${name} is not a file.`);
  if (present && present.nlink > 1) throw new ToolError('PATH_DENIED: the file has a second name elsewhere.');
};

const replace = async (folder: OpenFolder, name: string, content: string): Promise<void> => {
  const draft = `${draftPrefix}${randomUUID()}`;
  try {
    {
      await using file = await folder.openFile(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
      await file.writeFile(content);
      await file.sync();
    }
    await rename(folder.at(draft), folder.at(name));
  } catch (error) {
    await unlink(folder.at(draft)).catch(() => undefined);
    throw error;
  }
};

/** What stands at the path, and how many names on the way to it are missing at most. */
const look = async (root: string, names: readonly string[]): Promise<{ present?: Stats; missing: number }> => {
  try {
    await using folder = await openFolder(root, names.slice(0, -1), false);
    const present = await findStats(folder.at(names.at(-1) ?? ''));
    return present ? { present, missing: 0 } : { missing: 1 };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { missing: names.length };
    throw error;
  }
};

/**
 * Puts the content in place of what the file held, all of it or nothing, and makes the folders on the way. Throws
 * `ToolError` when the workspace's quota is used up, or when the path is no plain file.
 */
export const writeTextFile = async (root: string, names: readonly string[], content: string): Promise<void> => {
  const name = names.at(-1) ?? '';
  const { present, missing } = await look(root, names);
  checkPresent(present, name);
  await checkQuota(root, missing, Buffer.byteLength(content) - (present?.size ?? 0));
  await using folder = await openFolder(root, names.slice(0, -1), true);
  if (!present) await checkCase(folder.at('.'), name);
  await replace(folder, name, content);
};
