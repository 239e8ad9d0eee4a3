import { BrokenTool, Tool } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { readTools } from './read-tools.ts';

/** All tools of this installation by name, and the files of its folders that can't be used. */
export const listTools = protectedProcedure
  .meta({ permission: 'tools:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ items: z.array(Tool), broken: z.array(BrokenTool) }))
  .query(async ({ ctx: { services, principal } }) => {
    const { tools, broken } = services.tools;
    const sorted = [...tools.values()].toSorted((left, right) => left.name.localeCompare(right.name));
    const items = await readTools(services.database.db, principal.workspaceId, sorted);
    return { items, broken: [...broken] };
  });
