import { AgentVersionDetail, IdOrSlug, ReportedName } from '@signalbox/contracts';
import { getAgent, getVersion as queryVersion, getVersionNumber } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** A version of an agent with its definition, by its number or as people call it. Throws `agent.version-not-found`. */
export const getVersion = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({ agent: IdOrSlug, version: z.union([z.int().positive(), ReportedName]) }))
  .output(AgentVersionDetail)
  .query(async ({ ctx: { services, principal }, input: { agent, version } }) => {
    const { db } = services.database;
    const { workspaceId } = principal;
    const { id: agentId } = await getAgent(db, { workspaceId, agent });
    const number =
      typeof version === 'number' ? version : await getVersionNumber(db, { workspaceId, agentId, label: version });
    return queryVersion(db, { workspaceId, agentId, number });
  });
