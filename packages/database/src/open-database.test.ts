import { expect, test, describe } from 'vitest';
import { sql } from 'kysely';
import { openTestDatabase, testEngines } from './testing/open-test-database.ts';

describe.each(testEngines)('%s', (engine) => {
  test('opens', async () => {
    let t = performance.now();
    const database = await openTestDatabase({ engine });
    console.log('open', performance.now() - t); t = performance.now();
    const id = await database.newWorkspace();
    expect(await database.db.selectFrom('runs').selectAll().where('workspaceId', '=', id).execute()).toEqual([]);
    console.log((await sql`select 1::int8 as n, now() as at, '2026-01-02'::date as day, array['a','b'] as tags`.execute(database.db)).rows);
    await database.close();
    console.log('rest', performance.now() - t);
  });
});
