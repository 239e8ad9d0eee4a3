import { ToolDetail, ToolName } from '@signalbox/contracts';
import { listToolSettings } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { getCatalogTool, toTool } from './to-tool.ts';

/** A tool with the JSON Schema of its arguments. */
export const getTool = protectedProcedure
  .meta({ permission: 'tools:read', rateLimit: 'read' })
  .input(z.strictObject({ name: ToolName }))
  .output(ToolDetail)
  .query(async ({ ctx: { services, principal }, input: { name } }) => {
    const tool = getCatalogTool(services.tools, name);
    const settings = await listToolSettings(services.database.db, { workspaceId: principal.workspaceId });
    return { ...toTool(tool, settings.get(name)), inputSchema: tool.inputSchema, timeoutMs: tool.timeoutMs };
  });
