import { expect, test } from 'vitest';

import { readTar } from './read-tar.ts';
import {
  blockLength,
  decodeTarHeader,
  decodeTarRecords,
  encodeTarHeader,
  paddingOf,
  type TarEntry,
} from './tar-header.ts';

/** The entries that are read of these bytes, without any content. */
const read = async (...parts: readonly Buffer[]): Promise<TarEntry[]> => {
  const entries: TarEntry[] = [];
  const source = async function* (): AsyncGenerator<Buffer> {
    yield* parts;
    yield Buffer.alloc(2 * blockLength);
  };
  await readTar(source(), async (entry) => void entries.push(entry));
  return entries;
};

const file = { kind: 'file', size: 0, modifiedAt: 1_795_255_200 } as const;

test.each([
  { ...file, name: 'master-key' },
  { ...file, name: `files/${'a'.repeat(93)}` },
  { ...file, name: `files/${'a'.repeat(94)}` },
  { ...file, name: `files/${'ü'.repeat(200)}/${'長'.repeat(80)}` },
  { ...file, kind: 'directory', name: 'postgres/pg_notify' } as const,
  { ...file, kind: 'directory', name: `files/${'b'.repeat(300)}` } as const,
])('an entry comes back as it was: $name', async (entry) => {
  expect(await read(encodeTarHeader(entry))).toEqual([entry]);
});

test('the largest size of the header’s own field stands there', () => {
  const header = encodeTarHeader({ ...file, name: 'database.dump', size: 8 ** 11 - 1 });
  expect(header).toHaveLength(blockLength);
  expect(decodeTarHeader(header)).toMatchObject({ flag: '0', size: 8 ** 11 - 1 });
});

test.each([8 ** 11, 2 ** 45])('%i bytes stand in a record before the header', (size) => {
  const blocks = encodeTarHeader({ ...file, name: 'database.dump', size });
  const records = decodeTarHeader(blocks.subarray(0, blockLength));
  expect(records?.flag).toBe('x');
  const content = blocks.subarray(blockLength, blockLength + (records?.size ?? 0));
  expect(decodeTarRecords(content)).toEqual(new Map([['size', String(size)]]));
});

test('contents fill whole blocks', () => {
  expect([0, 1, 511, 512, 513].map(paddingOf)).toEqual([0, 511, 1, 0, 511]);
});

test('a header with a bit changed is refused', async () => {
  const header = encodeTarHeader({ ...file, name: 'files/a' });
  header[6] = (header[6] ?? 0) ^ 1;
  await expect(read(header)).rejects.toThrow('checksum');
});
