import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { listMigrations } from '@signalbox/database';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

import { listSources } from '../archive/list-sources.ts';
import type { Manifest } from '../archive/manifest.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { runCommand } from '../testing/run-command.ts';

const migrations = await listMigrations();

/** An archive without a database, whole in everything else. */
const makeArchive = async (changes: Partial<Manifest>): Promise<string> => {
  const folder = makeTestFolder('archive');
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files', 'a'), 'a');
  const { sources } = await listSources(join(folder, 'files'), 'files');
  const file = join(folder, 'one.tar.gz');
  const manifest = {
    format: 1 as const,
    version: '0.1.0',
    engine: 'embedded' as const,
    migration: migrations.at(-1) ?? '',
    createdAt: '2026-11-21T09:00:00.000Z',
    ...changes,
  };
  await writeArchive({ file, sources, manifest, signal: new AbortController().signal, onBytes: () => undefined });
  return file;
};

test.each<[string, Partial<Manifest>, string]>([
  ['of a newer version', { version: '0.10.0' }, 'was made by version 0.10.0'],
  ['at a migration of a later version', { migration: '99991231-2359-create-future' }, '99991231-2359-create-future'],
  ['of PostgreSQL without one to restore into', { engine: 'postgres' }, 'set DATABASE_URL'],
  ['without the database that it says it has', {}, 'its database is not the one'],
])(
  'an archive %s is refused, and leaves nothing behind',
  async (_, changes, sentence) => {
    const dataDir = join(makeTestFolder('restored'), 'data');
    const file = await makeArchive(changes);
    const refused = await runCommand(['restore', file], { SIGNALBOX_DATA_DIR: dataDir });
    expect(refused).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining(sentence) });
    expect(() => readdirSync(dataDir)).toThrow('ENOENT');
  },
  60_000,
);

test('what is no archive, and what is not there, is a sentence', async () => {
  const folder = makeTestFolder('restored');
  const file = join(folder, 'text');
  writeFileSync(file, 'no archive');
  const settings = { SIGNALBOX_DATA_DIR: join(folder, 'data') };
  expect(await runCommand(['restore', file], settings)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('The archive is damaged, or none at all.'),
  });
  expect(await runCommand(['restore', `${file}.gone`], settings)).toMatchObject({
    exitCode: 1,
    stderr: `There is no file ${file}.gone.\n`,
  });
  expect(readdirSync(folder)).toEqual(['text']);
});

test('a refused archive leaves a folder with something in it as it was', async () => {
  const dataDir = makeTestFolder('restored');
  mkdirSync(join(dataDir, 'files'));
  writeFileSync(join(dataDir, 'files', 'mine'), 'mine');
  writeFileSync(join(dataDir, 'master-key'), 'mine');
  const file = await makeArchive({ version: '99.0.0' });
  const settings = { SIGNALBOX_DATA_DIR: dataDir };
  expect(await runCommand(['restore', file], settings)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('it has files'),
  });
  expect(await runCommand(['restore', file, '--replace'], settings)).toMatchObject({ exitCode: 1 });
  expect(readdirSync(dataDir, { recursive: true }).toSorted()).toEqual(['files', 'files/mine', 'master-key']);
});
