import { IdOrSlug } from '@signalbox/contracts';
import { getAgent, insertAuditEntry, mergeAgents as queryMerge } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { readAgent } from './read-agent.ts';

/**
 * Gives all runs and versions of an agent that runs elsewhere to another such agent, and what is reported of it from now
 * on. It can't be undone. Throws `agent.not-found` and `agent.not-external`.
 */
export const mergeAgents = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({ agent: IdOrSlug, into: IdOrSlug }))
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { db } = services.database;
    const from = await getAgent(db, { workspaceId, agent: input.agent });
    const into = await getAgent(db, { workspaceId, agent: input.into });
    await db.transaction().execute(async (tx) => {
      await queryMerge(tx, { workspaceId, fromId: from.id, intoId: into.id });
      const details = { from: from.slug, into: into.slug };
      const entry = { action: 'agents.merge', target: into.id, details, actor, at: new Date().toISOString() };
      await insertAuditEntry(tx, { workspaceId, ...entry });
    });
    for (const { id } of [from, into]) services.events.publish(toAgentsTopic(workspaceId), id);
    return readAgent(services, { workspaceId, agent: into.id });
  });
