import { type MemberRole, newId } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';

/** The columns, beside those that `authDb` knows, that a user with a password fills. */
type UserTables = Record<'auth_user', { emailVerified: boolean }> &
  Record<
    'auth_account',
    { id: string; accountId: string; providerId: string; userId: string; password: string; updatedAt: Date }
  >;

/** Somebody who signs in with a password. */
export interface NewMember {
  readonly workspaceId: string;
  readonly email: string;
  /** As better-auth hashes it. */
  readonly passwordHash: string;
  readonly role: MemberRole;
}

/** Makes a user who is a member of the workspace; `authDb` should be a transaction. Answers with the member's id. */
export const insertMember = async (
  authDb: Database['authDb'],
  { workspaceId, email, passwordHash: password, role }: NewMember,
): Promise<string> => {
  const users = authDb.withTables<UserTables>();
  const [id, userId] = [newId(), newId()];
  await users
    .insertInto('auth_user')
    .values({ id: userId, name: email.split('@')[0] ?? email, email, emailVerified: true })
    .execute();
  const account = { id: newId(), accountId: userId, providerId: 'credential', userId, password };
  await users
    .insertInto('auth_account')
    .values({ ...account, updatedAt: new Date() })
    .execute();
  const member = { id, organizationId: workspaceId, userId, role, createdAt: new Date() };
  await authDb.insertInto('auth_member').values(member).execute();
  return id;
};
