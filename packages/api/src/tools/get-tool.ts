import { ToolDetail, ToolName } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { getCatalogTool, readTool } from './read-tools.ts';

/** A tool with the JSON Schema of its arguments. */
export const getTool = protectedProcedure
  .meta({ permission: 'tools:read', rateLimit: 'read' })
  .input(z.strictObject({ name: ToolName }))
  .output(ToolDetail)
  .query(async ({ ctx: { services, principal }, input: { name } }) => {
    const tool = getCatalogTool(services.tools, name);
    const { inputSchema, timeoutMs } = tool;
    return { ...(await readTool(services.database.db, principal.workspaceId, tool)), inputSchema, timeoutMs };
  });
