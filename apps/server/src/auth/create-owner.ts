import { AppError, newId } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';

import type { Auth } from './create-auth.ts';

/** Whether anybody can sign in yet. */
export const hasOwner = async ({ authDb }: Database): Promise<boolean> =>
  (await authDb.selectFrom('auth_member').select('id').limit(1).executeTakeFirst()) !== undefined;

/** Makes the first user, as the workspace's owner. Throws `auth.forbidden` when there is one already. */
export const createOwner = async (
  { database, auth }: { readonly database: Database; readonly auth: Auth },
  owner: { readonly workspaceId: string; readonly email: string; readonly password: string },
): Promise<void> => {
  if (await hasOwner(database))
    throw new AppError('auth.forbidden', 'This installation has an owner already. Sign in.');
  const { internalAdapter, password } = await auth.$context;
  const email = owner.email.toLowerCase();
  const user = await internalAdapter.createUser(
    { email, name: email.split('@')[0] ?? email, emailVerified: true },
    { method: 'admin' },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await password.hash(owner.password),
  });
  await database.authDb
    .insertInto('auth_member')
    .values({ id: newId(), organizationId: owner.workspaceId, userId: user.id, role: 'owner', createdAt: new Date() })
    .execute();
};
