import { createHash } from 'node:crypto';

import { type Agent, type AgentDetail, AgentSpec, AppError, isId, newId, type Page } from '@signalbox/contracts';
import type { Kysely, Selectable } from 'kysely';

import type { AgentsTable, Tables } from '../tables.ts';

const columns = ['id', 'slug', 'name', 'status', 'currentVersion', 'createdAt', 'lastActiveAt'] as const;

type AgentRow = Pick<Selectable<AgentsTable>, (typeof columns)[number]>;

const toAgent = ({ currentVersion, createdAt, lastActiveAt, ...row }: AgentRow): Agent => ({
  ...row,
  version: currentVersion,
  createdAt: createdAt.toISOString(),
  lastActiveAt: lastActiveAt?.toISOString() ?? null,
});

/** The agent with this id or slug, with the definition that new runs use. Throws `agent.not-found`. */
export const getAgent = async (
  db: Kysely<Tables>,
  { workspaceId, agent }: { readonly workspaceId: string; readonly agent: string },
): Promise<AgentDetail> => {
  const row = await db
    .selectFrom('agents')
    .innerJoin('agentVersions', (join) =>
      join
        .onRef('agentVersions.workspaceId', '=', 'agents.workspaceId')
        .onRef('agentVersions.agentId', '=', 'agents.id')
        .onRef('agentVersions.number', '=', 'agents.currentVersion'),
    )
    .select(columns.map((column) => `agents.${column}` as const))
    .select('agentVersions.spec')
    .where('agents.workspaceId', '=', workspaceId)
    .where(isId(agent) ? 'agents.id' : 'agents.slug', '=', agent)
    .executeTakeFirst();
  if (!row) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  const { spec, ...rest } = row;
  return { ...toAgent(rest), spec: AgentSpec.parse(JSON.parse(spec)) };
};

/** A page of the workspace's agents, newest first. */
export const listAgents = async (
  db: Kysely<Tables>,
  {
    workspaceId,
    limit,
    cursor,
  }: { readonly workspaceId: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<Agent>> => {
  const rows = await db
    .selectFrom('agents')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(toAgent);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** Makes an agent with its first version, unless the slug is taken; then nothing changes. */
export const insertAgent = async (
  tx: Kysely<Tables>,
  agent: {
    readonly workspaceId: string;
    readonly slug: string;
    readonly name: string;
    readonly spec: AgentSpec;
    readonly at: string;
  },
): Promise<void> => {
  const { workspaceId, slug, name, at } = agent;
  const inserted = await tx
    .insertInto('agents')
    .values({ id: newId(), workspaceId, slug, name, status: 'active', currentVersion: 1, createdAt: at })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return;
  const spec = JSON.stringify(agent.spec);
  const digest = createHash('sha256').update(spec).digest('hex');
  await tx
    .insertInto('agentVersions')
    .values({ workspaceId, agentId: inserted.id, number: 1, spec, digest, createdAt: at })
    .execute();
};
