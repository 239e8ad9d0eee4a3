import { AgentDraft, IdOrSlug } from '@signalbox/contracts';
import { findDraft, getAgent } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** What the caller changed of an agent's definition and has not saved as a version; null without changes. */
export const getDraft = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(AgentDraft.nullable())
  .query(async ({ ctx: { services, principal }, input: { agent } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    const { id: agentId } = await getAgent(db, { workspaceId, agent });
    if (actor.kind !== 'user') return null;
    return findDraft(db, { workspaceId, agentId, userId: actor.id });
  });
