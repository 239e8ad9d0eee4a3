import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { CliError } from '../cli-error.ts';
import { type ArchiveSource, isGone } from './list-sources.ts';
import { type FileEntry, type Manifest, manifestName } from './manifest.ts';
import { blockLength, encodeTarHeader, paddingOf } from './tar-header.ts';

/** A third of the time of zlib's own 6, for a few bytes more. */
const gzipLevel = 3;

export interface WriteArchiveOptions {
  /** Made new, readable by its owner only. */
  readonly file: string;
  readonly sources: readonly ArchiveSource[];
  readonly manifest: Omit<Manifest, 'files'>;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** Up to this size a file is read before its header is written: others may be writing it. */
const smallFile = 8 * 1024 * 1024;

const openSource = async ({ path, mayVanish }: ArchiveSource): Promise<FileHandle | undefined> => {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (mayVanish && isGone(error)) return undefined;
    throw error;
  }
};

/** The content from its beginning up to the size that it has now; what it grows by is for the next backup. */
const readSource = async (
  handle: FileHandle,
): Promise<{ readonly size: number; readonly content: AsyncIterable<Buffer> | readonly Buffer[] }> => {
  const { size } = await handle.stat();
  if (size > smallFile) return { size, content: handle.createReadStream({ end: size - 1, autoClose: false }) };
  const content = await handle.readFile();
  return { size: content.length, content: [content] };
};

const packFile = async function* (source: ArchiveSource, done: (file: FileEntry) => void): AsyncGenerator<Buffer> {
  const { name, path, modifiedAt } = source;
  const handle = await openSource(source);
  if (handle === undefined) return;
  try {
    const { size, content } = await readSource(handle);
    yield encodeTarHeader({ name, kind: 'file', size, modifiedAt });
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
    if (bytes !== size) throw new CliError(`${path} was cut while it was being read. Back up again.`);
    yield Buffer.alloc(paddingOf(size));
    done({ name, bytes, sha256: hash.digest('hex') });
  } finally {
    await handle.close();
  }
};

const pack = async function* ({ sources, manifest }: WriteArchiveOptions): AsyncGenerator<Buffer> {
  const files: FileEntry[] = [];
  for (const source of sources) {
    if (source.kind === 'directory') yield encodeTarHeader(source);
    else yield* packFile(source, (file) => void files.push(file));
  }
  const text = Buffer.from(`${JSON.stringify({ ...manifest, files } satisfies Manifest)}\n`);
  const modifiedAt = Math.floor(Date.parse(manifest.createdAt) / 1000);
  yield encodeTarHeader({ name: manifestName, kind: 'file', size: text.length, modifiedAt });
  yield text;
  // two empty blocks end an archive
  yield Buffer.alloc(paddingOf(text.length) + 2 * blockLength);
};

/** Writes a gzipped tar of the sources whose last entry is the manifest, and waits until it is on the disk. */
export const writeArchive = async (options: WriteArchiveOptions): Promise<void> => {
  const { file, signal, onBytes } = options;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of pack(options)) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(counted, createGzip({ level: gzipLevel }), target, { signal });
};
