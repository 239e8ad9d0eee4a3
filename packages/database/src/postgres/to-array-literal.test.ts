import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';

import { openTestDatabase, testEngines } from '../testing/index.ts';

describe.each(testEngines)('lists as parameters, %s', async (engine) => {
  const database = await openTestDatabase({ engine });
  afterAll(() => database.close());

  const sendBack = async (list: readonly unknown[], type: string): Promise<unknown> => {
    const { rows } = await sql<{ list: unknown }>`select ${[...list]}::${sql.raw(type)}[] as list`.execute(database.db);
    return rows[0]?.list;
  };

  test.each([
    ['text', ['', ' ', 'NULL', 'null', null, 'a,b', '{a}', '"', '\\', '\\"', "'", 'a\nb\tc', 'ü 漢 🙂', '\u2028']],
    ['text', []],
    ['int', [0, -1, 2_147_483_647, null]],
    ['float8', [0.1, 1e300, 5e-324, Number.MAX_SAFE_INTEGER, null]],
    ['boolean', [true, false, null]],
    ['uuid', ['01a207aa-5b55-7000-b695-db15300f27ac']],
  ])('%s: %j comes back as it was sent', async (type, list) => {
    expect(await sendBack(list, type)).toEqual(list);
  });

  test('times, bytes and lists of lists too', async () => {
    const at = new Date('2026-11-21T10:00:00.123Z');
    expect(await sendBack([at], 'timestamptz')).toEqual([at]);
    expect(await sendBack([['a', 'b']], 'text')).toEqual([['a', 'b']]);
  });
});
