import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from './testing/open-test-database.ts';

/** PostgreSQL ends the connection, PGlite has only one. */
const expired = { pglite: /no statement for 200 ms/, postgres: /database does not answer/ };

describe.each(testEngines)('transactions on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    await sql`create table numbers (n int primary key)`.execute(database.authDb);
  });
  afterAll(() => database.close());
  const count = async (): Promise<unknown> =>
    (await sql`select count(*) as total from numbers`.execute(database.authDb)).rows[0];

  test('`db` inside a transaction callback throws at once, and the transaction is rolled back', async () => {
    const inside = database.db.transaction().execute(async (tx) => {
      await sql`insert into numbers values (1)`.execute(tx);
      await sql`select 1`.execute(database.db);
    });
    await expect(inside).rejects.toThrow('use the transaction');
    const acrossInstances = database.db
      .transaction()
      .execute(() => database.authDb.transaction().execute(async () => undefined));
    await expect(acrossInstances).rejects.toThrow('use the transaction');
    expect(await count()).toEqual({ total: 0 });
  });

  test('what a callback leaves behind may use `db` after the transaction', async () => {
    const ended = Promise.withResolvers<void>();
    let later: Promise<unknown> = Promise.resolve();
    await database.db.transaction().execute(async () => {
      later = ended.promise.then(() => sql`select 1`.execute(database.db));
    });
    ended.resolve();
    await expect(later).resolves.toBeDefined();
  });

  test('transactions at the same time do not see into each other, and statements wait their turn', async () => {
    const seen = await Promise.all(
      [10, 20, 30].map((n) =>
        database.db
          .transaction()
          .execute(async (tx) => {
            await sql`insert into numbers values (${n})`.execute(tx);
            await nextTurn();
            const { rows } = await sql<{ n: number }>`select n from numbers where n = any(${[10, 20, 30]})`.execute(tx);
            throw new Error(rows.map((row) => row.n).join());
          })
          .catch((error: unknown) => String(error)),
      ),
    );
    expect(seen).toEqual(['Error: 10', 'Error: 20', 'Error: 30']);
    expect(await count()).toEqual({ total: 0 });
  });

  test('a failed statement that the callback hides still fails the commit', async () => {
    const hidden = database.db.transaction().execute(async (tx) => {
      await sql`insert into numbers values (40)`.execute(tx);
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(hidden).rejects.toThrow('rolled back');
    expect(await count()).toEqual({ total: 0 });
  });

  test('savepoints undo a part', async () => {
    const tx = await database.db.startTransaction().execute();
    await sql`insert into numbers values (50)`.execute(tx);
    const before = await tx.savepoint('before').execute();
    await sql`insert into numbers values (51)`.execute(before);
    await before.rollbackToSavepoint('before').execute();
    await tx.commit().execute();
    expect((await sql`delete from numbers returning n`.execute(database.authDb)).rows).toEqual([{ n: 50 }]);
  });

  test('a transaction without a statement for too long is rolled back and lets others pass', async () => {
    const short = await openTestDatabase({ engine, idleTransactionMs: 200 });
    onTestFinished(() => short.close());
    await sql`create table numbers (n int)`.execute(short.authDb);
    const [locked, idle] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stuck = short.authDb.transaction().execute(async (tx) => {
      await sql`insert into numbers values (1)`.execute(tx);
      await sql`lock table numbers`.execute(tx);
      locked.resolve();
      await idle.promise;
      await sql`insert into numbers values (2)`.execute(tx);
    });
    await locked.promise;
    // passes only once the idle transaction is out of its way
    expect((await sql`select n from numbers`.execute(short.authDb)).rows).toEqual([]);
    idle.resolve();
    const error = await stuck.catch((reason: unknown) => reason);
    expect(String(error)).toMatch(expired[engine]);
  });
});
