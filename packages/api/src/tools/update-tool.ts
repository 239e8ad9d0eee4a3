import { AppError, isCleanText, Tool, UpdateToolInput } from '@signalbox/contracts';
import { insertAuditEntry, updateToolSettings } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { getCatalogTool, toTool } from './to-tool.ts';

/** Switches a tool on or off for the workspace, or changes what the model reads about it; from the next model call on. */
export const updateTool = protectedProcedure
  .meta({ permission: 'tools:update', rateLimit: 'change' })
  .input(UpdateToolInput.strict())
  .output(Tool)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const tool = getCatalogTool(services.tools, input.name);
    if (!isCleanText(input.description ?? '')) {
      throw new AppError('request.invalid', 'description: must not hold NUL or broken characters.');
    }
    const at = new Date().toISOString();
    const settings = await services.database.db.transaction().execute(async (tx) => {
      await insertAuditEntry(tx, { workspaceId, actor, action: 'tools.update', target: input.name, details: input, at });
      return updateToolSettings(tx, { ...input, workspaceId, at });
    });
    return toTool(tool, settings);
  });
