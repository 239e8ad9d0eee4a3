import { Actor, AppError, Permission } from '@signalbox/contracts';
import { findWorkspace } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const Viewer = z.object({
  actor: Actor,
  workspace: z.object({ id: z.string(), name: z.string(), slug: z.string() }),
  permissions: z.array(Permission),
});

/** Who asks, in which workspace, and what they may do. */
export const getViewer = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(Viewer)
  .query(async ({ ctx: { services, principal } }) => {
    const workspace = await findWorkspace(services.database.authDb, principal.workspaceId);
    if (!workspace) throw new AppError('auth.required', 'The workspace of this sign-in is gone. Sign in again.');
    return { actor: principal.actor, workspace, permissions: [...principal.permissions] };
  });
