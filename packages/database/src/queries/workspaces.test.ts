import { newId } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { findFirstWorkspace, findMembership, findWorkspace } from './workspaces.ts';

describe.each(testEngines)('workspaces on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());

  test('workspaces are found by id, and the oldest without', async () => {
    const { authDb } = database;
    expect(await findFirstWorkspace(authDb)).toBeUndefined();
    const [first, second] = [await database.newWorkspace(), await database.newWorkspace()];
    expect(await findFirstWorkspace(authDb)).toEqual({ id: first, name: 'Test', slug: first });
    expect(await findWorkspace(authDb, second)).toMatchObject({ id: second });
    expect(await findWorkspace(authDb, newId())).toBeUndefined();
  });

  test('a membership is of the workspace asked for, and only with a role that we know', async () => {
    const { authDb } = database;
    const userId = newId();
    const [member, guest] = [await database.newWorkspace(), await database.newWorkspace()];
    const user = {
      id: userId,
      name: 'Signe',
      email: `${userId}@example.org`,
      emailVerified: true,
      updatedAt: new Date(),
    };
    await authDb.insertInto('auth_user').values(user).execute();
    const join = (organizationId: string, role: string) =>
      authDb
        .insertInto('auth_member')
        .values({ id: newId(), organizationId, userId, role, createdAt: new Date() })
        .execute();
    await join(member, 'admin');
    await join(guest, 'guest');
    expect(await findMembership(authDb, { userId })).toEqual({ workspaceId: member, role: 'admin' });
    expect(await findMembership(authDb, { userId, workspaceId: member })).toMatchObject({ role: 'admin' });
    expect(await findMembership(authDb, { userId, workspaceId: guest })).toBeUndefined();
    expect(await findMembership(authDb, { userId, workspaceId: newId() })).toBeUndefined();
    expect(await findMembership(authDb, { userId: newId() })).toBeUndefined();
  });
});
