import { MemberRole } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { AuthTables } from '../tables.ts';

/** A workspace: better-auth's organization. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

/** The workspace with this id; undefined when there is none. */
export const findWorkspace = (authDb: Kysely<AuthTables>, id: string): Promise<Workspace | undefined> =>
  authDb.selectFrom('auth_organization').select(['id', 'name', 'slug']).where('id', '=', id).executeTakeFirst();

/** The oldest workspace: the one that set-up made. */
export const findFirstWorkspace = (authDb: Kysely<AuthTables>): Promise<Workspace | undefined> =>
  authDb
    .selectFrom('auth_organization')
    .select(['id', 'name', 'slug'])
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst();

/** A user's place in a workspace. */
export interface Membership {
  readonly workspaceId: string;
  readonly role: MemberRole;
}

/** The user's membership of the workspace asked for, else the oldest; undefined when there is none. */
export const findMembership = async (
  authDb: Kysely<AuthTables>,
  { userId, workspaceId }: { readonly userId: string; readonly workspaceId?: string | undefined },
): Promise<Membership | undefined> => {
  const row = await authDb
    .selectFrom('auth_member')
    .select(['organizationId', 'role'])
    .where('userId', '=', userId)
    .$if(workspaceId !== undefined, (query) => query.where('organizationId', '=', workspaceId ?? ''))
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst();
  const role = MemberRole.safeParse(row?.role);
  return row && role.success ? { workspaceId: row.organizationId, role: role.data } : undefined;
};

/** A user as a member of a workspace; undefined when they are none. */
export const findMember = async (
  authDb: Kysely<AuthTables>,
  { userId, workspaceId }: { readonly userId: string; readonly workspaceId: string },
): Promise<{ readonly email: string; readonly role: MemberRole } | undefined> => {
  const row = await authDb
    .selectFrom('auth_member')
    .innerJoin('auth_user', 'auth_user.id', 'auth_member.userId')
    .select(['auth_user.email', 'auth_member.role'])
    .where('auth_member.userId', '=', userId)
    .where('auth_member.organizationId', '=', workspaceId)
    .executeTakeFirst();
  const role = MemberRole.safeParse(row?.role);
  return row && role.success ? { email: row.email, role: role.data } : undefined;
};
