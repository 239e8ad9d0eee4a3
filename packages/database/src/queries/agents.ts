import { createHash } from 'node:crypto';

import {
  type Agent,
  type AgentDetail,
  AgentSpec,
  type AgentStatus,
  AppError,
  isId,
  newId,
  type Page,
} from '@signalbox/contracts';
import type { Kysely, Selectable } from 'kysely';

import { toPrepared } from '../prepared-statements.ts';
import type { AgentsTable, Tables } from '../tables.ts';
import { toContainsPattern } from './to-contains-pattern.ts';

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
  const query = db
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
    .where(isId(agent) ? 'agents.id' : 'agents.slug', '=', agent);
  const [row] = (await db.executeQuery(toPrepared(query))).rows;
  if (!row) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  const { spec, ...rest } = row;
  return { ...toAgent(rest), spec: AgentSpec.parse(JSON.parse(spec)) };
};

export interface ListAgentsOptions {
  readonly workspaceId: string;
  readonly limit: number;
  /** Id of the last agent of the page before. */
  readonly cursor?: string | undefined;
  readonly offset: number;
  readonly status?: AgentStatus | undefined;
  /** Part of the name or slug, in any case. */
  readonly search?: string | undefined;
}

const selectAgents = (db: Kysely<Tables>, { workspaceId, status, search }: ListAgentsOptions) => {
  let query = db.selectFrom('agents').where('workspaceId', '=', workspaceId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (search === undefined) return query;
  const pattern = toContainsPattern(search);
  return query.where((eb) => eb.or([eb('name', 'ilike', pattern), eb('slug', 'ilike', pattern)]));
};

/** A page of the workspace's agents, newest first, and how many there are in all that match. */
export const listAgents = async (
  db: Kysely<Tables>,
  options: ListAgentsOptions,
): Promise<Page<Agent> & { readonly total: number }> => {
  const { limit, cursor, offset } = options;
  const rows = await selectAgents(db, options)
    .select(columns)
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const { total } = await selectAgents(db, options)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = rows.slice(0, limit).map(toAgent);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total };
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
