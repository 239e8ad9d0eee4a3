import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { CliError } from '../cli-error.ts';
import { toUnpackedPath } from './archive-names.ts';
import { assertFilesMatch, type FileEntry, type Manifest, manifestName, parseManifest } from './manifest.ts';
import { readTar } from './read-tar.ts';
import type { TarEntry } from './tar-header.ts';

/** Of half a million files. */
const longestManifest = 64 * 1024 * 1024;

const storeFile = async (path: string, entry: TarEntry, content: AsyncIterable<Buffer>): Promise<FileEntry> => {
  const { name, size, modifiedAt } = entry;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const hashed = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      hash.update(chunk);
      yield chunk;
    }
  };
  // never over another: the same name twice is refused
  await pipeline(hashed, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  await utimes(path, modifiedAt, modifiedAt);
  return { name, bytes: size, sha256: hash.digest('hex') };
};

const toCliError = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof RangeError || error instanceof TypeError)
    return new CliError(`The archive is refused: ${error.message}.`, { cause: error });
  if (code.startsWith('Z_')) return new CliError('The archive is damaged, or none at all.', { cause: error });
  if (code === 'EEXIST') return new CliError('The archive is refused: it has a file twice.', { cause: error });
  return error;
};

/**
 * Unpacks an archive into an empty folder and gives its manifest, which fits what was unpacked. Throws a `CliError` for
 * anything that is not whole or that “signalbox backup” would not write: links, names that lead out, files twice.
 */
export const unpackArchive = async (options: {
  readonly file: string;
  /** Absolute. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told how much of the archive was read. */
  readonly onBytes: (bytes: number) => void;
}): Promise<Manifest> => {
  const { file, folder, signal, onBytes } = options;
  const found: FileEntry[] = [];
  let manifest: Manifest | undefined;
  const store = async (entry: TarEntry, content: AsyncIterable<Buffer>): Promise<void> => {
    if (manifest) throw new RangeError(`${entry.name} comes after the manifest`);
    if (entry.name === manifestName && entry.kind === 'file') {
      if (entry.size > longestManifest) throw new RangeError('the manifest is too large');
      manifest = parseManifest((await buffer(content)).toString('utf8'));
      return;
    }
    const path = toUnpackedPath(folder, entry);
    if (entry.kind === 'directory') await mkdir(path, { recursive: true, mode: 0o700 });
    else found.push(await storeFile(path, entry, content));
  };
  const count = async function* (read: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of read) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const unpack = (unzipped: AsyncIterable<Buffer>): Promise<void> => readTar(unzipped, store);
  try {
    await pipeline(createReadStream(file), count, createGunzip(), unpack, { signal });
  } catch (error) {
    throw toCliError(error);
  }
  if (!manifest) throw new CliError('The archive is cut short: it has no manifest.');
  assertFilesMatch(manifest, found);
  return manifest;
};
