import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { TarEntry } from './tar-header.ts';

/** Something on the disk that goes into an archive. */
export interface ArchiveSource extends TarEntry {
  readonly path: string;
  /** Whether it belongs to somebody who may remove it at any moment; it is left out then. */
  readonly mayVanish?: boolean;
}

/** What was found: in the order of names, folders before what is in them. */
interface ListedSources {
  readonly sources: readonly ArchiveSource[];
  /** Names of what is neither a file nor a folder: links lead elsewhere, and sockets hold nothing. */
  readonly leftOut: readonly string[];
}

/** Whether nothing is there. */
export const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const toSeconds = (ms: number): number => Math.max(0, Math.floor(ms / 1000));

/** Everything under a path, itself included; nothing when it is not there. Sizes are those of now. */
export const listSources = async (path: string, name: string): Promise<ListedSources> => {
  const stats = await lstat(path).catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  if (stats === undefined) return { sources: [], leftOut: [] };
  const modifiedAt = toSeconds(stats.mtimeMs);
  if (stats.isFile()) return { sources: [{ name, path, kind: 'file', size: stats.size, modifiedAt }], leftOut: [] };
  if (!stats.isDirectory()) return { sources: [], leftOut: [name] };
  const sources: ArchiveSource[] = [{ name, path, kind: 'directory', size: 0, modifiedAt }];
  const leftOut: string[] = [];
  for (const child of (await readdir(path)).toSorted()) {
    const listed = await listSources(join(path, child), `${name}/${child}`);
    // one by one: a folder may hold more than one call takes arguments
    for (const source of listed.sources) sources.push(source);
    for (const other of listed.leftOut) leftOut.push(other);
  }
  return { sources, leftOut };
};
