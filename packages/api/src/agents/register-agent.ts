import { RegisterAgentInput, Slug } from '@signalbox/contracts';
import { insertAuditEntry, registerAgent as queryRegister } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { readAgent } from './read-agent.ts';
import { toSlug } from './to-slug.ts';

/** A slug for the name, the same for the same name every time. */
const toOwnSlug = (name: string): string => {
  const slug = toSlug(name);
  return Slug.safeParse(slug).success ? slug : `agent-${slug}`;
};

/**
 * Makes an agent that runs elsewhere, or answers with the one of this slug: an archived one is back in use, and labels that
 * it lacks are filled in. Throws `agent.not-external` for an agent that runs here.
 */
export const registerAgent = protectedProcedure
  .meta({ permission: 'runs:report', rateLimit: 'report', audit: true })
  .input(RegisterAgentInput)
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input: { slug: given, ...labels } }) => {
    const { workspaceId, actor } = principal;
    const slug = given ?? toOwnSlug(labels.name);
    const { id, isChanged } = await services.database.db.transaction().execute(async (tx) => {
      const registered = await queryRegister(tx, { workspaceId, slug, ...labels });
      const details = { slug, ...labels };
      const at = new Date().toISOString();
      if (registered.isChanged) {
        const target = registered.id;
        await insertAuditEntry(tx, { workspaceId, actor, action: 'agents.register', target, details, at });
      }
      return registered;
    });
    if (isChanged) services.events.publish(toAgentsTopic(workspaceId), id);
    return readAgent(services, { workspaceId, agent: id });
  });
