import { cleanText, Tool, UpdateToolInput } from '@signalbox/contracts';
import { insertAuditEntry, updateToolSettings } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { getCatalogTool, readTool } from './read-tools.ts';

const Input = UpdateToolInput.extend({
  description: UpdateToolInput.shape.description.transform((text) => text && cleanText(text)),
}).strict();

/** Switches a tool on or off for the workspace, or changes what the model reads about it; from the next model call on. */
export const updateTool = protectedProcedure
  .meta({ permission: 'tools:update', rateLimit: 'change', audit: true })
  .input(Input)
  .output(Tool)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const tool = getCatalogTool(services.tools, input.name);
    const at = new Date().toISOString();
    await services.database.db.transaction().execute(async (tx) => {
      await insertAuditEntry(tx, {
        workspaceId,
        actor,
        action: 'tools.update',
        target: input.name,
        details: input,
        at,
      });
      await updateToolSettings(tx, { ...input, workspaceId, at });
    });
    return readTool(services.database.db, workspaceId, tool);
  });
