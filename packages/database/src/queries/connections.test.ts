import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { deleteConnection, listConnections, lockConnection, updateConnection } from './connections.ts';

describe.each(testEngines)('connections on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  const openai = {
    name: 'openai',
    kind: 'openai' as const,
    baseUrl: null,
    sealedKey: 'v1.a.b.c',
    keyHint: '1234',
    updatedBy: { kind: 'user' as const, id: 'u', name: 'Signe' },
    updatedAt: '2026-01-02T03:04:05.678Z',
  };

  test('updateConnection makes one and replaces it whole; they are listed by name', async () => {
    const { db } = database;
    const workspaceId = await database.newWorkspace();
    const gateway = {
      ...openai,
      name: 'a-gateway',
      kind: 'openai-compatible' as const,
      baseUrl: 'http://127.0.0.1/v1',
    };
    await updateConnection(db, { ...openai, workspaceId });
    await updateConnection(db, { ...gateway, workspaceId });
    expect(await listConnections(db, { workspaceId })).toEqual([gateway, openai]);
    const changed = { ...openai, sealedKey: null, keyHint: null, updatedAt: '2026-01-03T00:00:00.000Z' };
    await updateConnection(db, { ...changed, workspaceId });
    expect(await lockConnection(db, { workspaceId, name: 'openai' })).toEqual(changed);
  });

  test('another workspace sees none, and deleting is told apart from nothing to delete', async () => {
    const { db } = database;
    const [workspaceId, other] = [await database.newWorkspace(), await database.newWorkspace()];
    await updateConnection(db, { ...openai, workspaceId });
    expect(await listConnections(db, { workspaceId: other })).toEqual([]);
    expect(await lockConnection(db, { workspaceId: other, name: 'openai' })).toBeUndefined();
    expect(await deleteConnection(db, { workspaceId: other, name: 'openai' })).toBe(false);
    expect(await deleteConnection(db, { workspaceId, name: 'openai' })).toBe(true);
    expect(await listConnections(db, { workspaceId })).toEqual([]);
  });
});
