import { constants } from 'node:fs';
import { access, type FileHandle, lstat, mkdir, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { ToolError } from '@signalbox/tool-sdk';

import { checkCase } from './check-case.ts';
import { findStats } from './find-stats.ts';

/** A folder that is held open, so that it stays the same one whatever is put in its place. */
export interface OpenFolder extends AsyncDisposable {
  /** Where it was when it was opened. */
  readonly path: string;
  /** A path to this name within the held folder. */
  readonly at: (name: string) => string;
  /** The file of this name, checked: a file, no link, and with one name only. */
  readonly openFile: (name: string, flags: number) => Promise<FileHandle>;
}

// not defined on every system
const noFollow = constants.O_NOFOLLOW ?? 0;
const folderFlags = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | noFollow;
/** A pipe must not keep who opens it waiting. */
const fileFlags = noFollow | (constants.O_NONBLOCK ?? 0);

const refuseLink = (): never => {
  throw new ToolError('PATH_DENIED: the path leads through a link.');
};

/** What was opened must be what stands at this path now, reached through no link. */
const checkPlace = async (handle: FileHandle, path: string): Promise<void> => {
  const [opened, standing, real] = await Promise.all([handle.stat(), lstat(path), realpath(path)]);
  if (real !== path || opened.ino !== standing.ino || opened.dev !== standing.dev) refuseLink();
};

const openChecked = async (at: string, path: string, flags: number): Promise<FileHandle> => {
  const handle = await open(at, flags, 0o600);
  try {
    await checkPlace(handle, path);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
};

const canRead = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const hold = async (handle: FileHandle, path: string): Promise<OpenFolder> => {
  // where the system offers it, names are looked up in the very folder that is held, not along its path
  const held = `/proc/self/fd/${handle.fd}`;
  const base = (await canRead(held)) ? held : path;
  const at = (name: string): string => join(base, name);
  const openFile = async (name: string, flags: number): Promise<FileHandle> => {
    const file = await openChecked(at(name), join(path, name), flags | fileFlags);
    const found = await file.stat();
    if (found.isFile() && found.nlink === 1) return file;
    await file.close();
    const reason = found.isFile() ? 'PATH_DENIED: the file has a second name elsewhere.' : `${name} is not a file.`;
    throw new ToolError(reason);
  };
  return { path, at, openFile, [Symbol.asyncDispose]: () => handle.close() };
};

const makeFolder = async (parent: OpenFolder, name: string): Promise<void> => {
  if (await findStats(parent.at(name))) return;
  await checkCase(parent.at('.'), name);
  await mkdir(parent.at(name), 0o700);
};

/** Opens the folder that these names lead to from `root`, making what is missing when `isMaking`. */
export const openFolder = async (root: string, names: readonly string[], isMaking: boolean): Promise<OpenFolder> => {
  const path = await realpath(root);
  let folder = await hold(await openChecked(path, path, folderFlags), path);
  for (const name of names) {
    await using parent = folder;
    if (isMaking) await makeFolder(parent, name);
    const next = join(parent.path, name);
    folder = await hold(await openChecked(parent.at(name), next, folderFlags), next);
  }
  return folder;
};
