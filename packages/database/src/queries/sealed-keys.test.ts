import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { listConnections, updateConnection } from './connections.ts';
import { listSealedKeys, lockSealedKeys, type SealedKey, updateSealedKey } from './sealed-keys.ts';

describe.each(testEngines)('sealed keys on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  test('those of all workspaces that begin otherwise come page by page, and can be sealed otherwise', async () => {
    const { db } = database;
    const by = { kind: 'user' as const, id: 'u', name: 'Signe' };
    const rest = { kind: 'openai' as const, baseUrl: null, keyHint: null, updatedBy: by };
    const updatedAt = '2026-01-02T03:04:05.678Z';
    const workspaces = [await database.newWorkspace(), await database.newWorkspace()];
    // an underscore is no wildcard
    const keys = { a: 'v1.o_d.x', b: 'v1.old.x', c: 'v1.new.x', d: null };
    for (const workspaceId of workspaces) {
      for (const [name, sealedKey] of Object.entries(keys)) {
        await updateConnection(db, { ...rest, workspaceId, name, sealedKey, updatedAt });
      }
    }
    const found: SealedKey[] = [];
    for (let after: SealedKey | undefined, isLast = false; !isLast; after = found.at(-1)) {
      const page = await listSealedKeys(db, { exceptPrefix: 'v1.new.', after, limit: 3 });
      found.push(...page);
      isLast = page.length < 3;
    }
    const expected = workspaces.toSorted().flatMap((workspaceId) => [
      { workspaceId, name: 'a', sealedKey: 'v1.o_d.x' },
      { workspaceId, name: 'b', sealedKey: 'v1.old.x' },
    ]);
    expect(found).toEqual(expected);
    expect(await listSealedKeys(db, { exceptPrefix: 'v1.o_d.', after: undefined, limit: 10 })).toHaveLength(4);
    const [first] = await db.transaction().execute(async (tx) => {
      const page = await lockSealedKeys(tx, { exceptPrefix: 'v1.new.', after: undefined, limit: 1 });
      for (const key of page) await updateSealedKey(tx, { ...key, sealedKey: 'v1.new.y' });
      return page;
    });
    const changed = await listConnections(db, { workspaceId: first?.workspaceId ?? '' });
    expect(changed.map(({ sealedKey }) => sealedKey)).toEqual(['v1.new.y', 'v1.old.x', 'v1.new.x', null]);
    expect(changed[0]?.updatedAt).toBe(updatedAt);
  });
});
