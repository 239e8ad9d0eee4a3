import {
  type Agent,
  type AgentKind,
  type AgentSpec,
  AppError,
  isId,
  newId,
  type Page,
  type SetAgentStatus,
} from '@signalbox/contracts';
import { type Kysely, type Selectable, sql } from 'kysely';

import { toPrepared } from '../prepared-statements.ts';
import type { AgentsTable, Tables } from '../tables.ts';
import { insertVersion, type NewVersion, parseNames, parseSpec } from './agent-versions.ts';
import { toContainsPattern } from './to-contains-pattern.ts';
import { versionLabel } from './version-label.ts';

/** An agent without what is found out about it. */
export type StoredAgent = Omit<Agent, 'status' | 'faults'> & { readonly status: SetAgentStatus };
/** The same with the definition that new runs use; null for external ones. */
export type StoredAgentDetail = StoredAgent & { readonly spec: AgentSpec | null };

type AgentRow = Omit<Selectable<AgentsTable>, 'workspaceId' | 'mergedInto'> & {
  readonly versionLabel: string;
  readonly models: string | null;
  readonly tools: string | null;
};

const toAgent = ({
  currentVersion,
  createdAt,
  lastActiveAt,
  archivedAt,
  models,
  tools,
  ...row
}: AgentRow): StoredAgent => ({
  ...row,
  ...parseNames({ models: models ?? '[]', tools: tools ?? '[]' }),
  version: currentVersion,
  createdAt: createdAt.toISOString(),
  lastActiveAt: lastActiveAt?.toISOString() ?? null,
  archivedAt: archivedAt?.toISOString() ?? null,
});

/** The workspace's agents with what lists show of the version that new runs use. */
const selectAgents = (db: Kysely<Tables>, workspaceId: string) =>
  db
    .selectFrom('agents')
    .leftJoin('agentVersions', (join) =>
      join
        .onRef('agentVersions.workspaceId', '=', 'agents.workspaceId')
        .onRef('agentVersions.agentId', '=', 'agents.id')
        .onRef('agentVersions.number', '=', 'agents.currentVersion'),
    )
    .select([
      'agents.id',
      'agents.slug',
      'agents.name',
      'agents.description',
      'agents.type',
      'agents.project',
      'agents.capabilities',
      'agents.kind',
      'agents.isObserved',
      'agents.isSample',
      'agents.status',
      'agents.currentVersion',
      'agents.latestVersion',
      'agents.createdAt',
      'agents.lastActiveAt',
      'agents.archivedAt',
      'agentVersions.models',
      'agentVersions.tools',
    ])
    .select(versionLabel.as('versionLabel'))
    .where('agents.workspaceId', '=', workspaceId);

interface AgentKey {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly agent: string;
}

/** The agent with this id or slug, archived ones included; for one that was merged, the other. Throws `agent.not-found`. */
export const getAgent = async (db: Kysely<Tables>, { workspaceId, agent }: AgentKey): Promise<StoredAgentDetail> => {
  const query = selectAgents(db, workspaceId)
    .select('agentVersions.spec')
    .where('agents.id', '=', (eb) =>
      eb
        .selectFrom('agents as named')
        .select((named) => named.fn.coalesce('named.mergedInto', 'named.id').as('id'))
        .where('named.workspaceId', '=', workspaceId)
        .where(isId(agent) ? 'named.id' : 'named.slug', '=', agent),
    );
  const [row] = (await db.executeQuery(toPrepared(query))).rows;
  if (!row) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  const { spec, ...rest } = row;
  return { ...toAgent(rest), spec: parseSpec(spec) };
};

export interface AgentFilters {
  readonly workspaceId: string;
  readonly kind?: AgentKind | undefined;
  readonly status?: SetAgentStatus | undefined;
  /** Those that were put away in place of those that were not. */
  readonly isArchived: boolean;
  /** Those that have a run that has not ended, or with false those that have none. */
  readonly isRunning?: boolean | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly exceptIds?: readonly string[] | undefined;
  readonly slug?: string | undefined;
  readonly type?: string | undefined;
  readonly project?: string | undefined;
  /** Those that have all of them. */
  readonly capabilities?: readonly string[] | undefined;
  /** Part of the name, slug or description, in any case. */
  readonly search?: string | undefined;
}

export interface ListAgentsOptions extends AgentFilters {
  readonly limit: number;
  /** Id of the last agent of the page before. */
  readonly cursor?: string | undefined;
  readonly offset: number;
}

const filterAgents = (db: Kysely<Tables>, filters: AgentFilters) => {
  const { workspaceId, isArchived, isRunning, ids, exceptIds = [], capabilities = [], search } = filters;
  let query = selectAgents(db, workspaceId)
    .where('agents.archivedAt', isArchived ? 'is not' : 'is', null)
    .where('agents.mergedInto', 'is', null);
  for (const column of ['kind', 'status', 'slug', 'type', 'project'] as const) {
    const value = filters[column];
    if (value !== undefined) query = query.where(`agents.${column}`, '=', value);
  }
  if (isRunning !== undefined) {
    query = query.where((eb) => {
      const open = eb
        .selectFrom('runs')
        .select('runs.id')
        .where('runs.workspaceId', '=', workspaceId)
        .whereRef('runs.agentId', '=', 'agents.id')
        .where('runs.status', 'in', ['queued', 'running', 'waiting']);
      return isRunning ? eb.exists(open) : eb.not(eb.exists(open));
    });
  }
  if (ids !== undefined) query = query.where('agents.id', 'in', ids.length > 0 ? ids : [newId()]);
  if (exceptIds.length > 0) query = query.where('agents.id', 'not in', exceptIds);
  if (capabilities.length > 0) query = query.where(sql<boolean>`agents.capabilities @> ${[...capabilities]}::text[]`);
  if (search === undefined) return query;
  const pattern = toContainsPattern(search);
  const places = ['agents.name', 'agents.slug', 'agents.description'] as const;
  return query.where((eb) => eb.or(places.map((place) => eb(place, 'ilike', pattern))));
};

/** A page of the workspace's agents, newest first, and how many there are in all that match. */
export const listAgents = async (
  db: Kysely<Tables>,
  options: ListAgentsOptions,
): Promise<Page<StoredAgent> & { readonly total: number }> => {
  const { limit, cursor, offset } = options;
  const rows = await filterAgents(db, options)
    .$if(cursor !== undefined, (query) => query.where('agents.id', '<', cursor ?? ''))
    .orderBy('agents.id', 'desc')
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const { total } = await filterAgents(db, options)
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const items = rows.slice(0, limit).map(toAgent);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total };
};

export interface NewAgent extends Omit<NewVersion, 'agentId' | 'number'> {
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly type?: string;
  readonly project?: string;
  readonly capabilities?: readonly string[];
  readonly status: SetAgentStatus;
}

/** Makes an agent with its first version; undefined, and nothing changes, when the slug is taken. */
export const insertAgent = async (tx: Kysely<Tables>, agent: NewAgent): Promise<string | undefined> => {
  const { workspaceId, slug, name, description, type, project, capabilities = [], status, at } = agent;
  const agentId = newId();
  const inserted = await tx
    .insertInto('agents')
    .values({
      id: agentId,
      workspaceId,
      slug,
      name,
      description,
      type,
      project,
      capabilities: [...capabilities],
      status,
      currentVersion: 1,
      latestVersion: 1,
      createdAt: at,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return undefined;
  await insertVersion(tx, { ...agent, agentId, number: 1 });
  return agentId;
};

/** Changes what an agent is called and found by, whether it answers, and whether it is put away. */
export const updateAgent = async (
  tx: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
  change: Partial<Pick<AgentsTable, 'name' | 'status'>> & {
    readonly description?: string | undefined;
    readonly type?: string | undefined;
    readonly project?: string | undefined;
    readonly capabilities?: string[] | undefined;
    readonly archivedAt?: string | null;
    readonly isObserved?: boolean;
  },
): Promise<void> => {
  await tx.updateTable('agents').set(change).where('workspaceId', '=', workspaceId).where('id', '=', id).execute();
};

/**
 * Deletes an agent with its versions, drafts and empty conversations. Throws `agent.has-runs` while it has a run: runs
 * name the version that they followed.
 */
export const deleteAgent = async (
  tx: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<void> => {
  // a run that begins meanwhile waits for its version, and then finds it gone
  await tx
    .selectFrom('agentVersions')
    .select('number')
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', id)
    .forUpdate()
    .execute();
  const runs = tx.selectFrom('runs').select('id').where('workspaceId', '=', workspaceId).where('agentId', '=', id);
  if (await runs.limit(1).executeTakeFirst()) {
    throw new AppError('agent.has-runs', 'The agent has runs. Delete them first, or archive the agent.');
  }
  await tx.deleteFrom('agents').where('workspaceId', '=', workspaceId).where('id', '=', id).execute();
};

/** The projects of agents, by id. */
export const listProjects = async (
  db: Kysely<Tables>,
  { workspaceId, ids }: { readonly workspaceId: string; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const agents = db.selectFrom('agents').select(['id', 'project']).where('workspaceId', '=', workspaceId);
  const rows = await agents.where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, project }) => [id, project]));
};
