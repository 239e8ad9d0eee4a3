import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { listSources } from './list-sources.ts';
import type { Manifest } from './manifest.ts';
import { blockLength, encodeTarHeader, paddingOf } from './tar-header.ts';
import { unpackArchive } from './unpack-archive.ts';
import { writeArchive } from './write-archive.ts';

const head = {
  format: 1,
  version: '1.2.3',
  engine: 'embedded',
  migration: '20261121-0900-create-auth',
  createdAt: '2026-11-21T09:00:00.000Z',
} as const;

const never = new AbortController().signal;
const ignore = (): void => undefined;

const unpack = (file: string, folder = makeTestFolder('unpacked')): Promise<Manifest> =>
  unpackArchive({ file, folder, signal: never, onBytes: ignore });

/** A folder of all that backups meet, and its archive. */
const makeArchive = async (): Promise<{ readonly folder: string; readonly file: string }> => {
  const folder = makeTestFolder('packed');
  const deep = join(folder, 'files', 'ü'.repeat(60), 'x'.repeat(200));
  mkdirSync(deep, { recursive: true });
  mkdirSync(join(folder, 'files', 'empty'));
  writeFileSync(join(deep, 'a\nb'), 'line');
  writeFileSync(join(folder, 'files', 'nothing'), '');
  for (const size of [1, 511, 512, 513, 200_000])
    writeFileSync(join(folder, 'files', `of-${size}`), Buffer.alloc(size, size));
  symlinkSync('/etc/passwd', join(folder, 'files', 'link'));
  const { sources, leftOut } = await listSources(join(folder, 'files'), 'files');
  expect(leftOut).toEqual(['files/link']);
  const file = join(folder, 'archive.tar.gz');
  await writeArchive({ file, sources, manifest: head, signal: never, onBytes: ignore });
  return { folder, file };
};

test('what was packed is unpacked as it was; every tar reads it; nobody else may', async () => {
  const { folder, file } = await makeArchive();
  const target = makeTestFolder('unpacked');
  const { files, ...rest } = await unpack(file, target);
  expect(rest).toEqual(head);
  const list = (root: string): string[] => readdirSync(join(root, 'files'), { recursive: true, encoding: 'utf8' });
  expect(list(target).toSorted()).toEqual(
    list(folder)
      .filter((name) => name !== 'link')
      .toSorted(),
  );
  for (const { name } of files) {
    expect(readFileSync(join(target, name))).toEqual(readFileSync(join(folder, name)));
    expect(statSync(join(target, name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(target, name)).mtimeMs).toBe(Math.floor(statSync(join(folder, name)).mtimeMs / 1000) * 1000);
  }
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const elsewhere = makeTestFolder('untarred');
  execFileSync('tar', ['-xzf', file, '-C', elsewhere]);
  expect(list(elsewhere).toSorted()).toEqual(list(target).toSorted());
});

test('an archive that was cut anywhere is refused', async () => {
  const { file } = await makeArchive();
  const { size } = statSync(file);
  for (const length of [0, 1, 10, 300, Math.floor(size / 2), size - 9, size - 1]) {
    truncateSync(file, length);
    await expect(unpack(file), `${length} of ${size} bytes`).rejects.toThrow(/The archive is (damaged|refused|cut)/);
  }
});

interface Piece {
  readonly name: string;
  readonly content?: string;
  /** What the manifest says of it; nothing when null. */
  readonly listed?: string | null;
  /** The kind of entry, as tar writes it. */
  readonly flag?: string;
  readonly isMissing?: true;
}

const toHeader = (name: string, size: number, flag: string): Buffer => {
  const header = encodeTarHeader({ name, kind: 'file', size, modifiedAt: 0 });
  if (flag === '0') return header;
  header.write(flag, 156);
  header.write('../../../etc/passwd', 157);
  header.fill(' ', 148, 156);
  const sum = header.subarray(0, blockLength).reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
};

const toEntry = ({ name, content = 'x', flag = '0' }: Piece): Buffer =>
  Buffer.concat([toHeader(name, content.length, flag), Buffer.from(content), Buffer.alloc(paddingOf(content.length))]);

/** An archive of these pieces that is right in everything else. */
const forge = (pieces: readonly Piece[], manifest: object = head, after: readonly Piece[] = []): string => {
  const files = pieces.flatMap(({ name, content = 'x', listed = content }) =>
    listed === null ? [] : [{ name, bytes: listed.length, sha256: createHash('sha256').update(listed).digest('hex') }],
  );
  const last = { name: 'manifest.json', content: JSON.stringify({ ...manifest, files }) };
  const file = join(makeTestFolder('forged'), 'forged.tar.gz');
  const parts = [
    ...[...pieces.filter(({ isMissing }) => !isMissing), last, ...after].map(toEntry),
    Buffer.alloc(2 * blockLength),
  ];
  writeFileSync(file, gzipSync(Buffer.concat(parts)));
  return file;
};

test('an honest forgery passes, so that what the others are refused for is their fault', async () => {
  expect(await unpack(forge([{ name: 'files/a' }]))).toMatchObject({ files: [{ name: 'files/a', bytes: 1 }] });
});

test.each<[string, readonly Piece[]]>([
  ['a name that leads out', [{ name: '../evil' }]],
  ['one that leads out of its folder', [{ name: 'files/../../evil' }]],
  ['an absolute name', [{ name: '/tmp/evil' }]],
  ['an empty part', [{ name: 'files//evil' }]],
  ['a dot', [{ name: 'files/./evil' }]],
  ['a name that no backup has', [{ name: 'cli-token' }]],
  ['a lock', [{ name: 'database.lock' }]],
  ['a file in place of a folder', [{ name: 'files' }]],
  ['a folder in place of a secret', [{ name: 'master-key/evil' }]],
  ['a symbolic link', [{ name: 'files/a', flag: '2', content: '', listed: null }]],
  ['a hard link', [{ name: 'files/a', flag: '1', content: '', listed: null }]],
  ['a device', [{ name: 'files/a', flag: '3', content: '', listed: null }]],
  ['a file twice', [{ name: 'files/a' }, { name: 'files/a' }]],
  ['a file that is also a folder', [{ name: 'files/a' }, { name: 'files/a/b' }]],
  ['other content than the manifest says', [{ name: 'files/a', listed: 'y' }]],
  ['a file that the manifest does not list', [{ name: 'files/a', listed: null }]],
])('refuses %s', async (_, pieces) => {
  const target = makeTestFolder('unpacked');
  await expect(unpack(forge(pieces), target)).rejects.toThrow(/The archive is (refused|damaged)/);
  expect(readdirSync(join(target, '..'))).not.toContain('evil');
});

test.each<[string, () => string, string]>([
  ['an entry after the manifest', () => forge([], head, [{ name: 'files/late' }]), 'comes after the manifest'],
  ['a manifest of a later format', () => forge([], { ...head, format: 2 }), 'newer version'],
  ['a manifest of another shape', () => forge([], { ...head, engine: 'mysql' }), 'its manifest can’t be read'],
  ['a manifest that is no JSON', () => forge([{ name: 'manifest.json', content: '{' }]), 'its manifest can’t be read'],
  ['a file that is listed and not there', () => forge([{ name: 'files/a', isMissing: true }]), 'files/a is missing'],
])('refuses %s', async (_, make, sentence) => {
  await expect(unpack(make())).rejects.toThrow(sentence);
});

test('a file that is gone since it was listed is left out where it may be, and a failure where not', async () => {
  const folder = makeTestFolder('packed');
  const source = { name: 'files/gone', path: join(folder, 'gone'), kind: 'file', size: 5, modifiedAt: 0 } as const;
  const pack = (mayVanish: boolean, file: string): Promise<void> =>
    writeArchive({ file, sources: [{ ...source, mayVanish }], manifest: head, signal: never, onBytes: ignore });
  await pack(true, join(folder, 'one.tar.gz'));
  expect((await unpack(join(folder, 'one.tar.gz'))).files).toEqual([]);
  await expect(pack(false, join(folder, 'two.tar.gz'))).rejects.toThrow('ENOENT');
});

test('a file that has changed its size since it was listed is packed as it is', async () => {
  const folder = makeTestFolder('packed');
  const file = join(folder, 'one.tar.gz');
  const path = join(folder, 'a');
  writeFileSync(path, 'shorter now');
  const sources = [{ name: 'files/a', path, kind: 'file', size: 100, modifiedAt: 0 }] as const;
  await writeArchive({ file, sources, manifest: head, signal: never, onBytes: ignore });
  expect((await unpack(file)).files).toMatchObject([{ name: 'files/a', bytes: 11 }]);
});
