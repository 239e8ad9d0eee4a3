import { AppError, type CreateAgentInput as NewAgentInput, CreateAgentInput, Slug } from '@signalbox/contracts';
import { type Database, insertAgent, insertAuditEntry } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';

import { protectedProcedure } from '../procedure.ts';
import type { Principal } from '../services.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { checkSpec } from './check-spec.ts';
import { readAgent } from './read-agent.ts';
import { toSlug } from './to-slug.ts';

/** Names tried for an agent that gave none: more agents of one name than anybody has. */
const maxTries = 100;

const listSlugs = ({ name, slug }: NewAgentInput): string[] => {
  if (slug !== undefined) return [slug];
  const own = toSlug(name);
  const all = Array.from({ length: maxTries }, (_, index) => (index === 0 ? own : `${own}-${index + 1}`));
  return all.filter((each) => Slug.safeParse(each).success);
};

const insert = async (db: Database['db'], { workspaceId, actor }: Principal, input: NewAgentInput): Promise<string> => {
  for (const slug of listSlugs(input)) {
    const at = new Date().toISOString();
    const id = await db.transaction().execute(async (tx) => {
      const inserted = await insertAgent(tx, { ...input, workspaceId, slug, author: actor, at });
      if (inserted === undefined) return undefined;
      const details = { name: input.name, slug };
      await insertAuditEntry(tx, { workspaceId, actor, action: 'agents.create', target: inserted, details, at });
      return inserted;
    });
    if (id !== undefined) return id;
  }
  const slug = input.slug ?? toSlug(input.name);
  throw new AppError('agent.slug-taken', `There is an agent ${slug} already. Choose another slug.`);
};

/** Makes an agent with version 1, a draft unless told. Throws `request.invalid`, `agent.slug-taken`. */
export const createAgent = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(CreateAgentInput)
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId } = principal;
    await checkSpec(services, workspaceId, input.spec);
    const id = await insert(services.database.db, principal, input);
    services.events.publish(toAgentsTopic(workspaceId), id);
    return readAgent(services, { workspaceId, agent: id });
  });
