import { AgentVersionDetail, IdOrSlug } from '@signalbox/contracts';
import { getAgent, getVersion as queryVersion } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** A version of an agent with its definition. Throws `agent.version-not-found`. */
export const getVersion = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({ agent: IdOrSlug, version: z.int().positive() }))
  .output(AgentVersionDetail)
  .query(async ({ ctx: { services, principal }, input: { agent, version: number } }) => {
    const { db } = services.database;
    const { workspaceId } = principal;
    const { id: agentId } = await getAgent(db, { workspaceId, agent });
    return queryVersion(db, { workspaceId, agentId, number });
  });
