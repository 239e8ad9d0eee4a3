import { newId } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { insertPrice, listCurrentPrices, listPrices, type StoredPrice } from './prices.ts';

describe.each(testEngines)('prices on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  const insert = async (workspaceId: string, changes: Partial<StoredPrice> = {}): Promise<StoredPrice> => {
    const price = {
      id: newId(),
      provider: 'gateway',
      model: 'large',
      validFrom: '2026-11-01',
      rates: { inputFresh: 1_000_000_001, outputText: 0 },
      createdBy: { kind: 'user' as const, id: 'u', name: 'Signe' },
      createdAt: '2026-11-21T03:04:05.678Z',
      ...changes,
    };
    await insertPrice(database.db, { ...price, workspaceId });
    return price;
  };

  test('of a day the last one inserted counts, whatever its id; all of them stay', async () => {
    const { db } = database;
    const workspaceId = await database.newWorkspace();
    const later = await insert(workspaceId, { validFrom: '2026-12-01' });
    const first = await insert(workspaceId, { id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' });
    const last = await insert(workspaceId, { id: '00000000-0000-7000-8000-000000000000', rates: null });
    const small = await insert(workspaceId, { model: 'small' });
    expect(await listCurrentPrices(db, { workspaceId })).toEqual([later, last, small]);
    const large = { workspaceId, provider: 'gateway', model: 'large' };
    expect(await listPrices(db, { ...large, limit: 10 })).toEqual([later, last, first]);
    expect(await listPrices(db, { ...large, limit: 1 })).toEqual([later]);
    expect(await listPrices(db, { ...large, provider: 'other', limit: 10 })).toEqual([]);
  });

  test('another workspace sees none', async () => {
    const { db } = database;
    const [workspaceId, other] = [await database.newWorkspace(), await database.newWorkspace()];
    await insert(workspaceId);
    expect(await listCurrentPrices(db, { workspaceId: other })).toEqual([]);
    const place = { workspaceId: other, provider: 'gateway', model: 'large' };
    expect(await listPrices(db, { ...place, limit: 10 })).toEqual([]);
  });
});
