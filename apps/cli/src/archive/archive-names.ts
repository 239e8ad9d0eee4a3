import { resolve, sep } from 'node:path';

import { CliError } from '../cli-error.ts';
import type { TarEntry } from './tar-header.ts';

/** Folders of the data folder that an archive may hold whole. */
export const archivedFolders = ['postgres', 'files', 'tools'] as const;

/** Secrets of the data folder that an archive holds when it was asked to. */
export const archivedSecrets = ['master-key', 'session-secret'] as const;

/** What pg_dump wrote, in place of the folder postgres. */
export const dumpName = 'database.dump';

const fileNames: readonly string[] = [...archivedSecrets, dumpName];
const folderNames: readonly string[] = archivedFolders;

/** The path of an entry under the folder it is unpacked into. Throws a `CliError` for a name that no backup has. */
export const toUnpackedPath = (folder: string, { name, kind }: Pick<TarEntry, 'name' | 'kind'>): string => {
  const parts = name.split('/');
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));
  const isTopFile = kind === 'file' && parts.length === 1;
  const isOurs = (isTopFile ? fileNames : folderNames).includes(parts[0] ?? '');
  const path = resolve(folder, name);
  if (isPlain && isOurs && path.startsWith(folder + sep)) return path;
  throw new CliError(`The archive is refused: ${JSON.stringify(name)} is no name that a backup has.`);
};
