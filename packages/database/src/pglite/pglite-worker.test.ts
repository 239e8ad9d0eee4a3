import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';

import { readPgliteTemplate } from '../testing/read-pglite-template.ts';
import { toDatabase } from '../to-database.ts';
import { toPgliteDialect } from './open-pglite.ts';
import { PgliteError } from './pglite-error.ts';
import { PgliteWorker } from './pglite-worker.ts';
import { vacuumTables } from './vacuum-tables.ts';

const openWorker = async () => {
  const fatal: Error[] = [];
  const onFatal = (error: Error): void => void fatal.push(error);
  const worker = await PgliteWorker.open({
    folder: undefined,
    template: (await readPgliteTemplate()).archive,
    onFatal,
  });
  onTestFinished(() => worker.terminate());
  return { worker, fatal };
};

describe('a thread that ends', () => {
  test('by itself rejects what waits with the cause, tells of it once, and stays closed', async () => {
    const { worker, fatal } = await openWorker();
    const database = await toDatabase('pglite', toPgliteDialect(worker, 5000));
    const waiting = [1, 2].map(() => sql`select pg_sleep(60)`.execute(database.db));
    const inTransaction = database.db.transaction().execute((tx) => sql`select 1`.execute(tx));
    await worker.thread.terminate();
    for (const statement of [...waiting, inTransaction, database.ping()]) {
      await expect(statement).rejects.toMatchObject({ code: 'database.unavailable' });
    }
    expect(fatal.map((error) => error.message)).toEqual([expect.stringContaining('exit code')]);
    await database.close();
  });

  test('because it was closed tells nobody', async () => {
    const { worker, fatal } = await openWorker();
    await worker.close();
    await expect(worker.query('select 1', [])).rejects.toThrow('has ended');
    expect(fatal).toEqual([]);
  });
});

describe('text of several statements', () => {
  test('that fails leaves no transaction open', async () => {
    const { worker } = await openWorker();
    const failing = worker.exec('begin; create table t (n int); select 1 / 0; commit');
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect((await worker.query(`select to_regclass('t') as t`, [])).rows).toEqual([[null]]);
    await worker.exec('begin; create table t (n int); commit');
    expect((await worker.query('select count(*) from t', [])).rows).toEqual([[0]]);
  });
});

test('errors are real errors with the fields of the database', async () => {
  const { worker } = await openWorker();
  const error = await worker.query(`insert into auth_user (name) values ('a')`, []).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PgliteError);
  expect(error).toMatchObject({ code: '23502', table: 'auth_user', column: 'email', schema: 'public' });
  const prepared = worker.query('/* prepared */ select 1 / $1::int', [0]);
  await expect(prepared).rejects.toMatchObject({ code: '22012' });
  expect((await worker.query('/* prepared */ select 1 / $1::int as n', [1])).rows).toEqual([[1]]);
  await expect(worker.query('select $1', [() => 1])).rejects.toThrow('could not be cloned');
});

test('vacuuming tells the planner how many rows there are, once a tenth of them is new', async () => {
  const { worker } = await openWorker();
  const { authDb } = await toDatabase('pglite', toPgliteDialect(worker, 5000));
  await sql`create table many as select * from generate_series(1, 5000)`.execute(authDb);
  const estimate = sql`select reltuples from pg_class where relname = 'many'`;
  expect((await estimate.execute(authDb)).rows).toEqual([{ reltuples: -1 }]);
  await vacuumTables(authDb);
  expect((await estimate.execute(authDb)).rows).toEqual([{ reltuples: 5000 }]);
  await sql`insert into many select * from generate_series(1, 500)`.execute(authDb);
  await vacuumTables(authDb);
  expect((await estimate.execute(authDb)).rows).toEqual([{ reltuples: 5000 }]);
  await sql`insert into many select * from generate_series(1, 5000)`.execute(authDb);
  await vacuumTables(authDb);
  expect((await estimate.execute(authDb)).rows).toEqual([{ reltuples: 10_500 }]);
});
