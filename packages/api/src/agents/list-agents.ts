import { AgentStatus, toPageSchema } from '@signalbox/contracts';
import { listAgents as queryAgents, sumAgents } from '@signalbox/database';
import { z } from 'zod';

import { IdPageInput } from '../id-page-input.ts';
import { protectedProcedure } from '../procedure.ts';
import { toCleanField } from '../to-clean-field.ts';
import { AgentAnswer } from './agent-answer.ts';

const ListAgentsInput = IdPageInput.extend({
  limit: z.int().min(1).max(1000).default(50),
  status: AgentStatus.optional(),
  /** Part of the name or slug, in any case. */
  search: toCleanField(z.string().trim().min(1).max(200)).optional(),
  /** Rows to pass over; for pages, the cursor is faster. */
  offset: z.int().min(0).max(10_000).default(0),
});

/** A page of the workspace's agents, newest first, with what their newest runs come to, and how many match in all. */
export const listAgents = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(ListAgentsInput)
  .output(toPageSchema(AgentAnswer).extend({ total: z.int().nonnegative() }))
  .query(async ({ ctx: { services, principal }, input }) => {
    const { db } = services.database;
    const { workspaceId } = principal;
    const page = await queryAgents(db, { ...input, workspaceId });
    const totalsOf = await sumAgents(db, { workspaceId, ids: page.items.map(({ id }) => id), at: new Date() });
    return { ...page, items: page.items.map((agent) => ({ ...agent, last24h: totalsOf(agent.id) })) };
  });
