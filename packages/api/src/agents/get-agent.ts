import { IdOrSlug } from '@signalbox/contracts';
import { getAgent as queryAgent, sumAgents } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';

/** An agent by id or slug, with the definition that new runs use and what its newest runs come to. */
export const getAgent = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(AgentDetailAnswer)
  .query(async ({ ctx: { services, principal }, input }) => {
    const { db } = services.database;
    const { workspaceId } = principal;
    const agent = await queryAgent(db, { workspaceId, agent: input.agent });
    const totalsOf = await sumAgents(db, { workspaceId, ids: [agent.id], at: new Date() });
    return { ...agent, last24h: totalsOf(agent.id) };
  });
