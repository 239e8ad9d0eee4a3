import { type Agent, AgentKind, AgentStatus, toPageSchema } from '@signalbox/contracts';
import { type AgentFilters, listAgents as queryAgents, sumAgents } from '@signalbox/database';
import { z } from 'zod';

import { IdPageInput } from '../id-page-input.ts';
import { protectedProcedure } from '../procedure.ts';
import type { ApiServices } from '../services.ts';
import { toCleanField } from '../to-clean-field.ts';
import { AgentAnswer } from './agent-answer.ts';
import { withFaults } from './find-faults.ts';

const Words = toCleanField(z.string().trim().min(1).max(200));

const ListAgentsInput = IdPageInput.extend({
  limit: z.int().min(1).max(1000).default(50),
  /** Those that run here, or elsewhere. */
  kind: AgentKind.optional(),
  status: AgentStatus.optional(),
  /** Those that were put away in place of the others. */
  isArchived: z.boolean().default(false),
  /** Those that have a run that has not ended, or with false those that have none. */
  isRunning: z.boolean().optional(),
  slug: Words.optional(),
  type: Words.optional(),
  project: Words.optional(),
  /** Those that have all of them. */
  capabilities: z.array(Words).max(20).optional(),
  /** Part of the name, slug or description, in any case. */
  search: Words.optional(),
  /** Rows to pass over; for pages, the cursor is faster. */
  offset: z.int().min(0).max(10_000).default(0),
});

/** More active agents than a workspace has: who is in error is found out for so many. */
const maxChecked = 10_000;

/** Which stored agents have a status, of which `error` is found out. */
const toStoredFilter = async (
  services: ApiServices,
  workspaceId: string,
  status: Agent['status'] | undefined,
): Promise<Pick<AgentFilters, 'status' | 'ids' | 'exceptIds'>> => {
  if (status !== 'active' && status !== 'error') return { status };
  const filter = { workspaceId, status: 'active', isArchived: false, limit: maxChecked, offset: 0 } as const;
  const { items } = await queryAgents(services.database.db, filter);
  const checked = await withFaults(services, workspaceId, items);
  const faulty = checked.filter((agent) => agent.status === 'error').map(({ id }) => id);
  return { status: 'active', ...(status === 'error' ? { ids: faulty } : { exceptIds: faulty }) };
};

/** A page of the workspace's agents, newest first, with what their newest runs come to, and how many match in all. */
export const listAgents = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(ListAgentsInput)
  .output(toPageSchema(AgentAnswer).extend({ total: z.int().nonnegative() }))
  .query(async ({ ctx: { services, principal }, input }) => {
    const { db } = services.database;
    const { workspaceId } = principal;
    const stored = await toStoredFilter(services, workspaceId, input.status);
    const { status: _, ...rest } = input;
    const page = await queryAgents(db, { ...rest, ...stored, workspaceId });
    const totalsOf = await sumAgents(db, { workspaceId, ids: page.items.map(({ id }) => id), at: new Date() });
    const agents = await withFaults(services, workspaceId, page.items);
    return { ...page, items: agents.map((agent) => ({ ...agent, last24h: totalsOf(agent.id) })) };
  });
