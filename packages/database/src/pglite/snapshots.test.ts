import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Database } from '../database.ts';
import { getDatabaseState } from '../get-database-state.ts';
import { listMigrations } from '../migrate-database.ts';
import { openDatabase } from '../open-database.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-snapshot-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (dataDir: string): Promise<Database> =>
  openDatabase({ databaseUrl: undefined, dataDir, log: () => undefined, onFatal: () => undefined });

const listNumbers = async ({ authDb }: Database): Promise<number[]> =>
  (await sql<{ n: number }>`select n from kept order by n`.execute(authDb)).rows.map(({ n }) => n);

/** Inserts 1, 2, 3 … until told to stop; what was acknowledged is in `last`. */
const keepWriting = ({ authDb }: Database) => {
  const state = { last: 0, isStopped: false };
  const write = async (): Promise<void> => {
    for (; !state.isStopped; state.last += 1) await sql`insert into kept values (${state.last + 1})`.execute(authDb);
  };
  return { state, written: write() };
};

test('a copy made while rows are written opens as a database with all that was acknowledged, and nothing torn', async () => {
  const dataDir = join(folder, 'first');
  const database = await open(dataDir);
  await sql`create table kept (n int primary key)`.execute(database.authDb);
  const { state, written } = keepWriting(database);
  await expect.poll(() => state.last).toBeGreaterThan(20);
  const acknowledged = state.last;
  const snapshot = await database.createSnapshot?.();
  state.isStopped = true;
  await written;
  await database.close();

  expect(snapshot?.migration).toBe((await listMigrations()).at(-1));
  await mkdir(join(folder, 'second'));
  await rename(join(dataDir, snapshot?.folder ?? ''), join(folder, 'second', 'postgres'));
  const copy = await open(join(folder, 'second'));
  const numbers = await listNumbers(copy);
  expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  await copy.close();
}, 60_000);

test('what nobody fetched is gone when the database is opened next', async () => {
  const database = await open(folder);
  expect(await getDatabaseState(database)).toMatchObject({ hasTables: true });
  await database.createSnapshot?.();
  await database.close();
  expect(await readdir(folder)).toHaveLength(2);
  await (await open(folder)).close();
  expect(await readdir(folder)).toEqual(['postgres']);
}, 60_000);
