import { type Database, findMembership, type Membership } from '@signalbox/database';
import type { FastifyRequest } from 'fastify';

import type { Auth } from './create-auth.ts';
import { SharedLookups } from './shared-lookups.ts';
import { toHeaders } from './to-headers.ts';

/** The user of a session, in the workspace that it is about. */
interface Member extends Membership {
  readonly id: string;
  readonly name: string;
}

/** Finds the member whose session’s cookie came with a request; null when there is none. */
export const createMemberFinder = (
  database: Database,
  loadAuth: () => Promise<Auth>,
): ((request: FastifyRequest) => Promise<Member | null>) => {
  // a thousand streams that one session opens at once are two lookups
  const lookups = new SharedLookups<Member | null>();

  const look = async (headers: Headers): Promise<Member | null> => {
    const auth = await loadAuth();
    const found = await auth.api.getSession({ headers }).catch(async (error: unknown) => {
      // better-auth hides why it failed: when the database is away, the caller should come back
      await database.ping();
      throw error;
    });
    if (!found) return null;
    const active: unknown = 'activeOrganizationId' in found.session ? found.session.activeOrganizationId : undefined;
    const workspace = typeof active === 'string' ? { workspaceId: active } : {};
    const membership = await findMembership(database.authDb, { userId: found.user.id, ...workspace });
    return membership ? { id: found.user.id, name: found.user.name, ...membership } : null;
  };

  return async (request) => {
    const { cookie } = request.headers;
    return cookie === undefined ? null : lookups.find(cookie, () => look(toHeaders(request)));
  };
};
