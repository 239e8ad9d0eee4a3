import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { expect, test } from 'vitest';

import { meetLimits } from '../prove/load/limits.ts';
import { overloadServer } from '../prove/load/overload.ts';

test.each(testEngines)(
  'on %s, three times what the server takes is answered or refused with the time to come back, and nothing else (V1)',
  async (engine) => {
    const database = engine === 'postgres' ? await openTestDatabase({ engine }) : undefined;
    const { kinds } = await overloadServer({ seconds: 2, databaseUrl: database?.url });
    await database?.close();
    // how fast it was says nothing on a machine that others use
    expect(Object.values(kinds).flatMap(({ odd }) => odd)).toEqual([]);
    expect(Object.keys(kinds)).toEqual(['chat', 'report', 'read']);
  },
  180_000,
);

test('each default limit lets exactly so many requests of a minute through', async () => {
  expect((await meetLimits({})).faults).toEqual([]);
}, 180_000);
