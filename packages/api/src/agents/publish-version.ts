import { IdOrSlug } from '@signalbox/contracts';
import { getAgent, getVersion, insertAuditEntry, setCurrentVersion } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { readAgent } from './read-agent.ts';

/**
 * New runs use this version from now on, an older one as well: that is how a change is rolled back. Runs under way keep
 * theirs. Throws `agent.version-not-found`.
 */
export const publishVersion = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({ agent: IdOrSlug, version: z.int().positive() }))
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input: { agent, version: number } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    const { id: agentId, version: before } = await getAgent(db, { workspaceId, agent });
    await getVersion(db, { workspaceId, agentId, number });
    await db.transaction().execute(async (tx) => {
      const at = new Date().toISOString();
      const details = { from: before, to: number };
      await setCurrentVersion(tx, { workspaceId, agentId, number });
      await insertAuditEntry(tx, { workspaceId, actor, action: 'agents.publishVersion', target: agentId, details, at });
    });
    services.events.publish(toAgentsTopic(workspaceId), agentId);
    return readAgent(services, { workspaceId, agent: agentId });
  });
