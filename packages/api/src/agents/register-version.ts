import { AgentVersionDetail, RegisterVersionInput } from '@signalbox/contracts';
import { getVersion, insertAuditEntry, registerVersion as queryRegister } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/**
 * Notes what a version of an agent that runs elsewhere is made of; it is the agent's current one when it is new. `isNew` is
 * false when the same was said before. Throws `agent.version-exists` when something else was, `agent.not-found`, and
 * `agent.not-external`.
 */
export const registerVersion = protectedProcedure
  .meta({ permission: 'runs:report', rateLimit: 'report', audit: true })
  .input(RegisterVersionInput)
  .output(AgentVersionDetail.extend({ isNew: z.boolean() }))
  .mutation(async ({ ctx: { services, principal }, input: { agent, version: label, ...content } }) => {
    const { workspaceId, actor: author } = principal;
    const { db } = services.database;
    const { isNew, ...place } = await db.transaction().execute(async (tx) => {
      const registered = await queryRegister(tx, { workspaceId, agent, label, author, content });
      const { agentId: target, number } = registered;
      const entry = { action: 'agents.registerVersion', target, details: { number, label }, actor: author };
      if (registered.isNew) await insertAuditEntry(tx, { workspaceId, ...entry, at: new Date().toISOString() });
      return registered;
    });
    return { ...(await getVersion(db, { workspaceId, ...place })), isNew };
  });
