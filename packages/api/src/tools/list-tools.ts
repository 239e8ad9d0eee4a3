import { BrokenTool, Tool } from '@signalbox/contracts';
import { listToolSettings } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toTool } from './to-tool.ts';

/** All tools of this installation by name, and the files of its folders that can't be used. */
export const listTools = protectedProcedure
  .meta({ permission: 'tools:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ items: z.array(Tool), broken: z.array(BrokenTool) }))
  .query(async ({ ctx: { services, principal } }) => {
    const settings = await listToolSettings(services.database.db, { workspaceId: principal.workspaceId });
    const tools = [...services.tools.tools.values()].toSorted((left, right) => left.name.localeCompare(right.name));
    return { items: tools.map((tool) => toTool(tool, settings.get(tool.name))), broken: [...services.tools.broken] };
  });
