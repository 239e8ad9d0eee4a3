import type { Database } from '@signalbox/database';

import { insertMember } from './insert-member.ts';

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
  const { workspaceId } = owner;
  const { hashPassword } = await import('better-auth/crypto');
  const passwordHash = await hashPassword(owner.password);
  return authDb.transaction().execute(async (tx) => {
    // whoever comes second waits here until the first has ended
    await tx.selectFrom('auth_organization').select('id').where('id', '=', workspaceId).forUpdate().execute();
    if (await hasOwner(tx)) return false;
    await insertMember(tx, { workspaceId, email: owner.email.toLowerCase(), passwordHash, role: 'owner' });
    return true;
  });
};
