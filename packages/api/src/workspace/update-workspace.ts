import { Workspace, WorkspaceSettings } from '@signalbox/contracts';
import { insertAuditEntry, updateWorkspaceSettings } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { readWorkspace } from './read-workspace.ts';

/** Changes what the workspace goes by; what is left out stays. */
export const updateWorkspace = protectedProcedure
  .meta({ permission: 'workspace:update', rateLimit: 'change', audit: true })
  .input(WorkspaceSettings.partial().strict())
  .output(Workspace)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const change = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const at = new Date().toISOString();
    await services.database.db.transaction().execute(async (tx) => {
      const entry = { workspaceId, actor, action: 'workspace.update', target: workspaceId, details: change, at };
      await insertAuditEntry(tx, entry);
      await updateWorkspaceSettings(tx, { workspaceId, at, change });
    });
    return readWorkspace(services, workspaceId);
  });
