import { newId } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';

/** The columns, beside those that `authDb` knows, that a user with a password fills. */
type UserTables = Record<'auth_user', { emailVerified: boolean }> &
  Record<
    'auth_account',
    { id: string; accountId: string; providerId: string; userId: string; password: string; updatedAt: Date }
  >;

/** Whether anybody can sign in yet. */
export const hasOwner = async (authDb: Database['authDb']): Promise<boolean> =>
  (await authDb.selectFrom('auth_member').select('id').limit(1).executeTakeFirst()) !== undefined;

/**
 * Makes the first user, as the workspace's owner; false when there is one already. Of any number of calls at once, in
 * any number of processes, one makes it.
 */
export const createOwner = async (
  { authDb }: Database,
  owner: { readonly workspaceId: string; readonly email: string; readonly password: string },
): Promise<boolean> => {
  const { hashPassword } = await import('better-auth/crypto');
  const password = await hashPassword(owner.password);
  const email = owner.email.toLowerCase();
  const userId = newId();
  return authDb.transaction().execute(async (tx) => {
    const users = tx.withTables<UserTables>();
    // whoever comes second waits here until the first has ended
    await users.selectFrom('auth_organization').select('id').where('id', '=', owner.workspaceId).forUpdate().execute();
    if (await hasOwner(tx)) return false;
    await users
      .insertInto('auth_user')
      .values({ id: userId, name: email.split('@')[0] ?? email, email, emailVerified: true })
      .execute();
    const account = { id: newId(), accountId: userId, providerId: 'credential', userId, password };
    await users
      .insertInto('auth_account')
      .values({ ...account, updatedAt: new Date() })
      .execute();
    const member = { id: newId(), organizationId: owner.workspaceId, userId, role: 'owner', createdAt: new Date() };
    await tx.insertInto('auth_member').values(member).execute();
    return true;
  });
};
