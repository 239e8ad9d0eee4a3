import { Id, IdOrSlug } from '@signalbox/contracts';
import { deleteAgent as queryDelete, getAgent, insertAuditEntry } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Deletes an agent that has no runs, with all of its versions, for good. Throws `agent.has-runs`. */
export const deleteAgent = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(z.strictObject({ id: Id }))
  .mutation(async ({ ctx: { services, principal }, input: { agent } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    const { id, slug } = await getAgent(db, { workspaceId, agent });
    await db.transaction().execute(async (tx) => {
      const at = new Date().toISOString();
      await queryDelete(tx, { workspaceId, id });
      const details = { slug };
      await insertAuditEntry(tx, { workspaceId, actor, action: 'agents.delete', target: id, details, at });
    });
    services.events.publish(toAgentsTopic(workspaceId), id);
    return { id };
  });
