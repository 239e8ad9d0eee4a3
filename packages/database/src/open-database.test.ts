import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { DatabaseStartError } from './database-start-error.ts';
import { listMigrations, migrateDatabase, migrationFolder } from './migrate-database.ts';
import { openDatabase } from './open-database.ts';
import { openTestDatabase, type TestDatabase, testEngines } from './testing/open-test-database.ts';

const silent = (): void => undefined;

describe.each(testEngines)('an open database on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
  });
  afterAll(() => database.close());

  test('has done every migration, and does none twice', async () => {
    const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database.authDb);
    const files = (await readdir(migrationFolder)).toSorted().map((file) => file.replace(/\.ts$/, ''));
    expect(done.rows.map((row) => row.name)).toEqual(files);
    const log: string[] = [];
    await migrateDatabase(database.authDb, (message) => log.push(message));
    expect(log).toEqual([]);
  });

  test('reads each type alike', async () => {
    const { rows } = await sql`
      select 9007199254740991::int8 as big, 7::int4 as small, 0.5::float8 as fraction, true as yes,
        '2026-01-02'::date as day, '2026-01-02 03:04:05.678+02'::timestamptz as at, null::timestamptz as never,
        array['a"b', 'c\\d'] as tags, count(*) as total, '{"a_b":{"c_d":1}}'::jsonb as json,
        'c0ffee00-0000-7000-8000-000000000000'::uuid as id
    `.execute(database.db);
    expect(rows).toEqual([
      {
        big: 9_007_199_254_740_991,
        small: 7,
        fraction: 0.5,
        yes: true,
        day: '2026-01-02',
        at: new Date('2026-01-02T01:04:05.678Z'),
        never: null,
        tags: ['a"b', 'c\\d'],
        total: 1,
        json: { a_b: { c_d: 1 } },
        id: 'c0ffee00-0000-7000-8000-000000000000',
      },
    ]);
  });

  test('takes dates and arrays as parameters, and compares with null', async () => {
    const workspaceId = await database.newWorkspace();
    const createdAt = new Date('2026-01-02T03:04:05.678Z');
    const key = { id: workspaceId, workspaceId, name: 'k', prefix: 'p', hash: workspaceId, createdAt };
    await database.db
      .insertInto('apiKeys')
      .values({ ...key, scopes: ['read', 'run'], requestsPerMinute: null })
      .execute();
    const found = await database.db
      .selectFrom('apiKeys')
      .select(['scopes', 'createdAt'])
      .where('workspaceId', '=', workspaceId)
      .where('requestsPerMinute', '=', null)
      .execute();
    expect(found).toEqual([{ scopes: ['read', 'run'], createdAt }]);
  });

  test.each(['{', '['])('refuses JSON that nests too deep before it is sent: %s', async (open) => {
    const text = open.repeat(65);
    const refused = { code: 'request.too-deep' };
    await expect(sql`select ${text}::text`.execute(database.db)).rejects.toMatchObject(refused);
    await expect(sql`select ${[text]}::text[]`.execute(database.db)).rejects.toMatchObject(refused);
    await expect(sql`select ${open.repeat(64)}::text`.execute(database.db)).resolves.toBeDefined();
  });

  test('answers a ping until it is closed, and closes twice', async () => {
    const other = await openTestDatabase({ engine });
    await other.ping();
    await Promise.all([other.close(), other.close()]);
    await expect(other.ping()).rejects.toThrow(/./);
  });

  test('refuses a database that a newer version has migrated', async () => {
    const other = await openTestDatabase({ engine });
    onTestFinished(() => other.close());
    const newer = '99991231-2359-create-future';
    await sql`insert into kysely_migration (name, timestamp) values (${newer}, '9999')`.execute(other.authDb);
    const refusal = await migrateDatabase(other.authDb, silent).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseStartError);
    expect(String(refusal)).toContain(newer);
  });
});

test.runIf(testEngines.includes('postgres'))(
  'four that open a new database at once do each migration once',
  async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    onTestFinished(() => database.close());
    await sql`drop schema public cascade`.execute(database.authDb);
    await sql`create schema public`.execute(database.authDb);
    const done: string[] = [];
    const log = (message: string): void => void done.push(message);
    const options = { databaseUrl: database.url, dataDir: '', log, onFatal: silent };
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(options)));
    expect(done).toEqual((await listMigrations()).map((name) => `Database migration ${name} done.`));
    await Promise.all(opened.map((each) => each.close()));
  },
  60_000,
);

test('the embedded database keeps its rows in its folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-test-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const options = { databaseUrl: undefined, dataDir, log: silent, onFatal: silent };
  const first = await openDatabase(options);
  await sql`create table kept as select 1 as n`.execute(first.authDb);
  await first.close();
  expect((await readdir(dataDir)).toSorted()).toEqual(['postgres']);
  const second = await openDatabase(options);
  expect((await sql`select n from kept`.execute(second.authDb)).rows).toEqual([{ n: 1 }]);
  await second.close();
}, 30_000);
