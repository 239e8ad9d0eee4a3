import {
  blockLength,
  type DecodedHeader,
  decodeTarHeader,
  decodeTarRecords,
  paddingOf,
  type TarEntry,
} from './tar-header.ts';

/** Records are names: no honest ones are longer. */
const longestRecords = 64 * 1024;

class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At most so many of the next bytes, at least one. */
  async #takeSome(most: number): Promise<Buffer> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) throw new RangeError('it ends too early');
      this.#rest = next.value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async *stream(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      const part = await this.#takeSome(left);
      left -= part.length;
      yield part;
    }
  }

  /** Reads to the end, which also checks what the stream was compressed from. */
  async expectEmpty(): Promise<void> {
    for (let part = this.#rest; ;) {
      if (part.some((byte) => byte !== 0)) throw new RangeError('something comes after its end');
      const next = await this.#source.next();
      if (next.done === true) return;
      part = next.value;
    }
  }

  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.stream(length)) parts.push(part);
    return Buffer.concat(parts);
  }
}

const kinds: Readonly<Record<string, TarEntry['kind']>> = { '0': 'file', '5': 'directory' };

const toEntry = (header: DecodedHeader, records: ReadonlyMap<string, string>): TarEntry => {
  const { name, flag, size, modifiedAt } = header;
  const kind = kinds[flag];
  const path = (records.get('path') ?? name).replace(/\/$/, '');
  if (kind === undefined) throw new RangeError(`${path} is neither a file nor a folder`);
  const bytes = Number(records.get('size') ?? size);
  if (!Number.isSafeInteger(bytes) || bytes < 0 || (kind === 'directory' && bytes > 0))
    throw new RangeError(`${path} has an impossible size`);
  return { name: path, kind, size: bytes, modifiedAt };
};

/**
 * Hands over the entries of a tar archive in their order, each with its content. Throws a RangeError for anything but
 * plain files and folders, and for an archive that is broken or cut short.
 */
export const readTar = async (
  source: AsyncIterable<Buffer>,
  onEntry: (entry: TarEntry, content: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> => {
  const reader = new ByteReader(source);
  let records: ReadonlyMap<string, string> = new Map();
  for (;;) {
    const header = decodeTarHeader(await reader.take(blockLength));
    if (header === null) return reader.expectEmpty();
    if (header.flag === 'x') {
      if (header.size > longestRecords) throw new RangeError('a header’s records are too long');
      records = decodeTarRecords(await reader.take(header.size));
      await reader.take(paddingOf(header.size));
      continue;
    }
    const entry = toEntry(header, records);
    records = new Map();
    const content = reader.stream(entry.size);
    await onEntry(entry, content);
    // what was left unread of it
    for await (const part of content) void part;
    await reader.take(paddingOf(entry.size));
  }
};
