import { ToolCall, ToolName, ToolOutcome, toPageSchema } from '@signalbox/contracts';
import { listToolCalls as queryToolCalls } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { getCatalogTool } from './read-tools.ts';
import { fromToolCallCursor, ToolCallCursor } from './tool-call-cursor.ts';

const Input = z.strictObject({
  name: ToolName,
  outcome: ToolOutcome.optional(),
  limit: z.int().min(1).max(100).default(50),
  cursor: ToolCallCursor.optional(),
});

/** A page of what runs that have ended did with a tool, newest first. */
export const listToolCalls = protectedProcedure
  .meta({ permission: 'tools:read', rateLimit: 'read' })
  .input(Input)
  .output(toPageSchema(ToolCall))
  .query(async ({ ctx: { services, principal }, input }) => {
    const { name: tool, cursor: after, ...page } = input;
    getCatalogTool(services.tools, tool);
    const { workspaceId } = principal;
    const { items, hasMore } = await queryToolCalls(services.database.db, { ...page, workspaceId, tool, after });
    const last = items.at(-1);
    return { items, nextCursor: hasMore && last ? fromToolCallCursor(last) : null };
  });
