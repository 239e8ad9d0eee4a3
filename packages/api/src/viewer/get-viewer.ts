import { Actor, AppError, MemberRole, Permission } from '@signalbox/contracts';
import { findMember, findWorkspace } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const Viewer = z.object({
  actor: Actor,
  workspace: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
  permissions: z.array(Permission),
  /** Of a user who signed in; null for keys and the command line. */
  email: z.string().nullable(),
  role: MemberRole.nullable(),
  serverVersion: z.string(),
  /** Where `live.watch` begins, as `lastEventId`, to tell of everything that is newer than what is read from now on. */
  livePosition: z.string(),
});

/** Who asks, in which workspace, what they may do, the version of the server, and where its live stream is. */
export const getViewer = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(Viewer)
  .query(async ({ ctx: { services, principal } }) => {
    const { authDb } = services.database;
    const { actor, workspaceId, permissions } = principal;
    const livePosition = services.hub.positionOf(workspaceId);
    const workspace = await findWorkspace(authDb, workspaceId);
    if (!workspace) throw new AppError('auth.required', 'The workspace of this sign-in is gone. Sign in again.');
    const member = actor.kind === 'user' ? await findMember(authDb, { userId: actor.id, workspaceId }) : undefined;
    const { email, role } = member ?? { email: null, role: null };
    return {
      actor,
      workspace,
      permissions: [...permissions],
      email,
      role,
      serverVersion: services.version,
      livePosition,
    };
  });
