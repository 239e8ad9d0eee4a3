import { describe, expect, onTestFinished, test } from 'vitest';

import { getDatabaseState } from './get-database-state.ts';
import { listMigrations } from './migrate-database.ts';
import { openDatabase } from './open-database.ts';
import { openTestDatabase, testEngines } from './testing/open-test-database.ts';
import { withPostgres } from './testing/with-postgres.ts';

describe.each(testEngines)('the state of a database on %s', (engine) => {
  test('names the last migration', async () => {
    const database = await openTestDatabase({ engine });
    onTestFinished(() => database.close());
    const migration = (await listMigrations()).at(-1);
    const majorVersion: unknown = expect.toSatisfy((version: number) => version >= 15 && version < 100);
    expect(await getDatabaseState(database)).toEqual({ migration, hasTables: true, majorVersion });
  });
});

describe.each(testEngines.filter((engine) => engine === 'postgres'))('an empty database on %s', (engine) => {
  test('is left as it is when it is opened without migrating', async () => {
    const other = await openTestDatabase({ engine });
    const name = `${new URL(other.url ?? '').pathname.slice(1)}_empty`;
    const administer = (statement: string) => withPostgres(other.url ?? '', (client) => client.query(statement));
    await administer(`create database ${name}`);
    const databaseUrl = new URL(name, other.url).href;
    const log = (): void => undefined;
    const database = await openDatabase({ databaseUrl, dataDir: '', log, onFatal: log, migrates: false });
    onTestFinished(async () => {
      await database.close();
      await administer(`drop database ${name}`);
      await other.close();
    });
    expect(await getDatabaseState(database)).toMatchObject({ migration: null, hasTables: false });
  });
});
