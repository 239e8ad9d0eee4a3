/** Headers and contents fill whole blocks. */
export const blockLength = 512;

/** An entry of a tar archive, of the two kinds that backups have. */
export interface TarEntry {
  /** Relative, with `/` between its parts and none at its end. */
  readonly name: string;
  readonly kind: 'file' | 'directory';
  /** In bytes; 0 for a directory. */
  readonly size: number;
  /** In whole seconds since 1970. */
  readonly modifiedAt: number;
}

/** The header's own fields end here: longer names and larger files need records before it. */
const nameLength = 100;
const largestSize = 8 ** 11 - 1;

const checksumAt = 148;
const checksumLength = 8;

const sumOf = (header: Uint8Array): number => {
  let sum = 0;
  // the checksum counts as spaces in itself
  header.forEach((byte, index) => (sum += index >= checksumAt && index < checksumAt + checksumLength ? 32 : byte));
  return sum;
};

interface Fields extends Omit<TarEntry, 'kind'> {
  readonly flag: string;
  readonly mode: string;
}

const encodeBlock = (fields: Fields): Buffer => {
  const header = Buffer.alloc(blockLength);
  Buffer.from(fields.name).copy(header, 0, 0, nameLength);
  header.write(`${fields.mode}\0`, 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${fields.size.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`${fields.modifiedAt.toString(8).padStart(11, '0')}\0`, 136);
  header.write(fields.flag, 156);
  header.write('ustar\u000000', 257);
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, checksumAt);
  return header;
};

/** The bytes that fill up the last block of a content. */
export const paddingOf = (size: number): number => (blockLength - (size % blockLength)) % blockLength;

/** `<length> <key>=<value>`, where the length counts itself. */
const toRecord = (key: string, value: string): string => {
  const rest = ` ${key}=${value}\n`;
  const bare = Buffer.byteLength(rest);
  const length = bare + String(bare + String(bare).length).length;
  return `${length}${rest}`;
};

const encodeRecords = (records: string, modifiedAt: number): Buffer => {
  const content = Buffer.from(records);
  const header = encodeBlock({ name: 'PaxHeader', flag: 'x', size: content.length, mode: '0000600', modifiedAt });
  return Buffer.concat([header, content, Buffer.alloc(paddingOf(content.length))]);
};

/**
 * What stands before an entry's content, in the pax format of POSIX.1-2001, which every tar reads:
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export const encodeTarHeader = ({ name, kind, size, modifiedAt }: TarEntry): Buffer => {
  const isFile = kind === 'file';
  const records =
    (Buffer.byteLength(name) >= nameLength ? toRecord('path', name) : '') +
    (size > largestSize ? toRecord('size', String(size)) : '');
  const header = encodeBlock({
    name: isFile ? name : `${name}/`,
    flag: isFile ? '0' : '5',
    size: size > largestSize ? 0 : size,
    mode: isFile ? '0000600' : '0000700',
    modifiedAt,
  });
  return records === '' ? header : Buffer.concat([encodeRecords(records, modifiedAt), header]);
};

/** What a header block says, before the records that stood in front of it. */
export interface DecodedHeader extends Omit<TarEntry, 'kind'> {
  readonly flag: string;
}

const readText = (block: Buffer, [start, end]: readonly [number, number]): string => {
  const field = block.subarray(start, end);
  const zero = field.indexOf(0);
  return new TextDecoder('utf-8', { fatal: true }).decode(zero === -1 ? field : field.subarray(0, zero));
};

const readNumber = (block: Buffer, place: readonly [number, number]): number => {
  const text = readText(block, place).trim();
  if (!/^[0-7]+$/.test(text)) throw new RangeError('a header has no number where one belongs');
  return Number.parseInt(text, 8);
};

/** The fields of a header block; null for the empty one that ends an archive. Throws for what is none. */
export const decodeTarHeader = (block: Buffer): DecodedHeader | null => {
  if (block.every((byte) => byte === 0)) return null;
  if (readNumber(block, [checksumAt, checksumAt + checksumLength]) !== sumOf(block))
    throw new RangeError('a header’s checksum is wrong');
  const prefix = readText(block, [257, 263]) === 'ustar' ? readText(block, [345, 500]) : '';
  const name = readText(block, [0, nameLength]);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    flag: readText(block, [156, 157]) || '0',
    size: readNumber(block, [124, 136]),
    modifiedAt: readNumber(block, [136, 148]),
  };
};

/** The records that stand before a header: its name or size where its own fields are too short. */
export const decodeTarRecords = (content: Buffer): ReadonlyMap<string, string> => {
  const records = new Map<string, string>();
  for (let start = 0; start < content.length;) {
    const space = content.indexOf(32, start);
    const length = Number(content.subarray(start, space).toString('latin1'));
    const end = start + length;
    if (space === -1 || !Number.isInteger(length) || end > content.length || end <= space + 1)
      throw new RangeError('a header’s records are broken');
    const [key = '', ...value] = new TextDecoder('utf-8', { fatal: true })
      .decode(content.subarray(space + 1, end - 1))
      .split('=');
    records.set(key, value.join('='));
    start = end;
  }
  return records;
};
