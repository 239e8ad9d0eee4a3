import { AppError, newId } from '@signalbox/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from './testing/open-test-database.ts';
import { translateDatabaseError } from './translate-database-error.ts';

describe.each(testEngines)('errors on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
  });
  afterAll(() => database.close());

  test('a broken unique key is a conflict that keeps the constraint', async () => {
    const workspaceId = await database.newWorkspace();
    const row = { workspaceId, digest: 'd', content: '[]' };
    await database.db.insertInto('toolSets').values(row).execute();
    const again = database.db.insertInto('toolSets').values(row).execute();
    await expect(again).rejects.toMatchObject({
      code: 'database.conflict',
      cause: { code: '23505', constraint: 'tool_sets_pkey', table: 'tool_sets', schema: 'public' },
    });
  });

  test('a row of a workspace that is not there is a conflict', async () => {
    const row = { workspaceId: newId(), digest: 'd', content: '[]' };
    const orphan = database.db.insertInto('toolSets').values(row).execute();
    await expect(orphan).rejects.toMatchObject({ code: 'database.conflict', cause: { code: '23503' } });
  });

  test('an error of ours stays what it is', async () => {
    const error = await sql`select nothing`.execute(database.db).catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: '42703', message: 'column "nothing" does not exist' });
  });
});

describe.each(testEngines.filter((engine) => engine === 'postgres'))('a connection to %s', (engine) => {
  test('that the server ends is unavailability, and the next statement has another', async () => {
    const database = await openTestDatabase({ engine });
    onTestFinished(() => database.close());
    const own = sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.db);
    await expect(own).rejects.toMatchObject({ code: 'database.unavailable' });
    await database.ping();
  });
});

test.each(['40001', '40P01', '23P01'])('%s is a conflict', (code) => {
  expect(translateDatabaseError({ code })).toMatchObject({ code: 'database.conflict' });
});

test.each(['53100', '53300', '57014', '57P03', '08006', 'ECONNREFUSED'])('%s is unavailability', (code) => {
  expect(translateDatabaseError({ code })).toMatchObject({ code: 'database.unavailable' });
});
