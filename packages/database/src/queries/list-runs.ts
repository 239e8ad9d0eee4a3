import { isId, type Page, type Run, type RunFilters, type RunStatus } from '@signalbox/contracts';
import { type Expression, expressionBuilder, type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';

import type { Tables } from '../tables.ts';
import { listRunsById } from './run-row.ts';
import { toSmallestId } from './to-smallest-id.ts';
import { toWordQuery } from './to-word-query.ts';

export interface ListRunsOptions extends RunFilters {
  readonly workspaceId: string;
  readonly limit: number;
  /** Id of the last run of the page before. */
  readonly cursor?: string | undefined;
  readonly offset: number;
  /** Only runs newer than this one. */
  readonly newerThan?: string | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
}

/** Most that a run's id may be made before the time that the run has, or after: it may be made by a faster clock. */
const clockSlackMs = 60_000;

/** Newest runs that a search looks at one by one: frequent words are among them. */
const searchSlice = 8000;

/** Matches of a search that are sorted; of more frequent words the next ones are near, and read in their order. */
const maxMatches = 3000;

/** A limit all the same: it keeps the search out of the inner statement, whose order it would cost. */
const noBound = 2_147_483_647;

/** For parts of statements: those made with the database itself would be renamed twice. */
const part = expressionBuilder<Tables, 'runs'>();

const toTimeConditions = ({ from, until }: RunFilters): Expression<SqlBool>[] => {
  const conditions: Expression<SqlBool>[] = [];
  if (from !== undefined) {
    const smallest = toSmallestId(new Date(Date.parse(from) - clockSlackMs));
    conditions.push(part('createdAt', '>=', new Date(from)), part('id', '>=', smallest));
  }
  if (until !== undefined) {
    const smallest = toSmallestId(new Date(Date.parse(until) + clockSlackMs));
    conditions.push(part('createdAt', '<', new Date(until)), part('id', '<', smallest));
  }
  return conditions;
};

/** Runs that called the model or the tool. */
const toUseConditions = ({ workspaceId, model, tool }: ListRunsOptions): Expression<SqlBool>[] => {
  const conditions: Expression<SqlBool>[] = [];
  if (model !== undefined) {
    const used = part.selectFrom('runModels').select('runId').where('workspaceId', '=', workspaceId);
    conditions.push(part('id', 'in', used.where('model', '=', model)));
  }
  if (tool !== undefined) {
    const called = part.selectFrom('toolCalls').select('runId').where('workspaceId', '=', workspaceId);
    conditions.push(part('id', 'in', called.where('tool', '=', tool)));
  }
  return conditions;
};

const toAgentConditions = ({ workspaceId, agent, version, project }: ListRunsOptions): Expression<SqlBool>[] => {
  const agents = part.selectFrom('agents').select('id').where('workspaceId', '=', workspaceId);
  const conditions: Expression<SqlBool>[] = [];
  if (agent !== undefined) {
    conditions.push(part('agentId', '=', isId(agent) ? agent : agents.where('slug', '=', agent)));
  }
  if (version !== undefined) conditions.push(part('version', '=', version));
  if (project !== undefined) conditions.push(part('agentId', 'in', agents.where('project', '=', project)));
  return conditions;
};

/** By the index of what messages have in common: runs with an error are few. */
const toErrorConditions = ({ errorCode, errorMessage }: RunFilters): Expression<SqlBool>[] => {
  const conditions: Expression<SqlBool>[] = [];
  if (errorCode !== undefined) conditions.push(part('errorCode', '=', errorCode));
  if (errorMessage !== undefined) {
    conditions.push(part('errorCode', 'is not', null));
    conditions.push(sql<SqlBool>`error_shape = error_shape(${errorMessage})`);
  }
  return conditions;
};

const toCondition = (options: ListRunsOptions, statuses: readonly RunStatus[] | undefined): Expression<SqlBool> => {
  const { cursor, newerThan, ids } = options;
  const conditions = [
    ...toTimeConditions(options),
    ...toAgentConditions(options),
    ...toUseConditions(options),
    ...toErrorConditions(options),
  ];
  if (cursor !== undefined) conditions.push(part('id', '<', cursor));
  if (newerThan !== undefined) conditions.push(part('id', '>', newerThan));
  if (ids !== undefined) conditions.push(part('id', 'in', ids));
  const [status] = statuses ?? [];
  if (statuses?.length === 1 && status !== undefined) conditions.push(part('status', '=', status));
  else if (statuses !== undefined) conditions.push(part('status', 'in', statuses));
  for (const column of ['source', 'conversationId', 'initiator', 'taskId'] as const) {
    const value = options[column];
    if (value !== undefined) conditions.push(part(column, '=', value));
  }
  return part.and(conditions);
};

/** Ids and words of the newest runs that match, of several statuses the newest of each: `in` would sort all of them. */
const selectNewest = (options: ListRunsOptions, limit: number) => {
  const newest = (statuses: readonly RunStatus[] | undefined) =>
    part
      .selectFrom('runs')
      .select(['id', 'search'])
      .where('workspaceId', '=', options.workspaceId)
      .where(toCondition(options, statuses))
      .orderBy('id', 'desc')
      .limit(limit);
  const [first, ...others] = options.statuses ?? [];
  if (first === undefined || others.length === 0) return newest(options.statuses);
  const subquery = (status: RunStatus) => part.selectFrom(newest([status]).as('newest')).select(['id', 'search']);
  let all = subquery(first);
  for (const status of others) all = all.unionAll(subquery(status));
  return part.selectFrom(all.as('all')).select(['id', 'search']).orderBy('id', 'desc').limit(limit);
};

const listNewestIds = async (db: Kysely<Tables>, options: ListRunsOptions, count: number): Promise<string[]> => {
  const newest = selectNewest(options, count).as('newest');
  const rows = await db.selectFrom(newest).select('id').orderBy('id', 'desc').execute();
  return rows.map(({ id }) => id);
};

interface Search {
  readonly db: Kysely<Tables>;
  readonly options: ListRunsOptions;
  readonly words: RawBuilder<unknown>;
  readonly count: number;
}

/** Those of the newest runs that have the words, and whether there are no others to look at. */
const searchNewest = async ({ db, options, words, count }: Search) => {
  const { ids, seen } = await db
    .selectFrom(selectNewest(options, searchSlice).as('newest'))
    .select(({ fn }) => fn.countAll<number>().as('seen'))
    .select(sql<string[] | null>`array_agg(id order by id desc) filter (where search @@ ${words})`.as('ids'))
    .executeTakeFirstOrThrow();
  return { ids: (ids ?? []).slice(0, count), isAll: seen < searchSlice };
};

/**
 * By the index of words, which knows no order; undefined when there are too many to sort. The other conditions come
 * after it: put together with their indexes, the larger one would be read whole.
 */
const searchIndex = async ({ db, options, words, count }: Search): Promise<string[] | undefined> => {
  const matches = part
    .selectFrom('runs')
    .select(['id', 'status', 'source', 'agentId', 'version', 'conversationId', 'errorCode', 'createdAt'])
    .select(['errorMessage', 'initiator', 'taskId'])
    .where('workspaceId', '=', options.workspaceId)
    .where(sql<boolean>`search @@ ${words}`)
    .limit(maxMatches);
  const isMeant = toCondition(options, options.statuses);
  const { ids, found } = await db
    .selectFrom(matches.as('matches'))
    .select(({ fn }) => fn.countAll<number>().as('found'))
    .select(sql<string[] | null>`array_agg(id order by id desc) filter (where ${isMeant})`.as('ids'))
    .executeTakeFirstOrThrow();
  return found < maxMatches ? (ids ?? []).slice(0, count) : undefined;
};

/** All runs in their order, until there are enough. */
const searchInOrder = async ({ db, options, words, count }: Search): Promise<string[]> => {
  const rows = await db
    .selectFrom(selectNewest(options, noBound).as('newest'))
    .select('id')
    .where(sql<boolean>`search @@ ${words}`)
    .orderBy('id', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ id }) => id);
};

const searchIds = async (db: Kysely<Tables>, options: ListRunsOptions, count: number): Promise<string[]> => {
  const query = toWordQuery(options.search ?? '');
  if (query === undefined) return [];
  // what the parser takes apart is looked for as words, in any order
  const words = sql`replace(to_tsquery('simple', ${query})::text, '<->', '&')::tsquery`;
  const search = { db, options, words, count };
  const { ids, isAll } = await searchNewest(search);
  if (isAll || ids.length === count) return ids;
  return (await searchIndex(search)) ?? searchInOrder(search);
};

/**
 * A page of the workspace's runs, newest first, without payloads. Two statements or more: what is deleted between
 * them is missing from the page.
 */
export const listRuns = async (db: Kysely<Tables>, options: ListRunsOptions): Promise<Page<Run>> => {
  const { workspaceId, limit, offset, search } = options;
  const count = offset + limit + 1;
  const found = await (search === undefined ? listNewestIds : searchIds)(db, options, count);
  const runIds = found.slice(offset, offset + limit);
  const items = await listRunsById(db, { workspaceId, runIds });
  return { items, nextCursor: found.length === count ? (runIds.at(-1) ?? null) : null };
};
