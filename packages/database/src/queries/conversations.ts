import { AppError, type Conversation, type ConversationDetail, isId, type Page } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { selectRuns, toRun } from './run-row.ts';
import { sumConversations } from './run-totals.ts';

/** After runs were deleted: the newest that is left of each of their conversations is its last one. */
export const forgetRuns = async (
  tx: Kysely<Tables>,
  { workspaceId, ids, runIds }: { readonly workspaceId: string; readonly ids: string[]; readonly runIds: string[] },
): Promise<void> => {
  await sql`
    update conversations set last_run_id = last.id, updated_at = coalesce(last.created_at, conversations.created_at)
    from unnest(${ids}::uuid[]) as touched (id) left join lateral (
      select runs.id, created_at from runs where workspace_id = ${workspaceId} and conversation_id = touched.id
      order by runs.id desc limit 1) as last on true
    where conversations.workspace_id = ${workspaceId} and conversations.id = touched.id
      and conversations.last_run_id = any(${runIds}::uuid[])
  `.execute(tx);
};

/** Where a conversation stands: its agent, and its newest run. Throws `conversation.not-found`. */
export const getConversationPlace = async (
  db: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<{ readonly agentId: string; readonly newestRunId: string | null }> => {
  const row = await db
    .selectFrom('conversations')
    .select(['agentId', 'lastRunId as newestRunId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('conversation.not-found', `There is no conversation ${id}.`);
  return row;
};

/** Conversations that have a run: one whose runs were all deleted is in no list. */
const selectConversations = (db: Kysely<Tables>, workspaceId: string) =>
  db
    .selectFrom('conversations')
    .innerJoin('runs', (join) =>
      join.onRef('runs.workspaceId', '=', 'conversations.workspaceId').onRef('runs.id', '=', 'conversations.lastRunId'),
    )
    .innerJoin('agents', (join) =>
      join
        .onRef('agents.workspaceId', '=', 'conversations.workspaceId')
        .onRef('agents.id', '=', 'conversations.agentId'),
    )
    .select([
      'conversations.id',
      'conversations.title',
      'conversations.agentId',
      'agents.slug as agentSlug',
      'agents.name as agentName',
      'conversations.createdAt',
      'conversations.updatedAt',
      'runs.id as lastRunId',
      'runs.status as lastRunStatus',
    ])
    .where('conversations.workspaceId', '=', workspaceId);

type ConversationRow = Awaited<ReturnType<ReturnType<typeof selectConversations>['executeTakeFirstOrThrow']>>;

const toConversations = async (
  db: Kysely<Tables>,
  workspaceId: string,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> => {
  const totalsOf = await sumConversations(db, { workspaceId, ids: rows.map(({ id }) => id) });
  return rows.map(({ createdAt, updatedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    totals: totalsOf(row.id),
  }));
};

export interface ListConversationsOptions {
  readonly workspaceId: string;
  readonly limit: number;
  /** Id of the last run of the last conversation of the page before. */
  readonly cursor?: string | undefined;
  /** Id or slug. */
  readonly agent?: string | undefined;
}

/** A page of the workspace's conversations; the one with the newest run first. */
export const listConversations = async (
  db: Kysely<Tables>,
  { workspaceId, limit, cursor, agent }: ListConversationsOptions,
): Promise<Page<Conversation>> => {
  let query = selectConversations(db, workspaceId).where('conversations.lastRunId', 'is not', null);
  if (cursor !== undefined) query = query.where('conversations.lastRunId', '<', cursor);
  if (agent !== undefined) {
    query = query.where('conversations.agentId', '=', (eb) =>
      eb
        .selectFrom('agents as named')
        .select('named.id')
        .where('named.workspaceId', '=', workspaceId)
        .where(isId(agent) ? 'named.id' : 'named.slug', '=', agent),
    );
  }
  const rows = await query
    .orderBy('conversations.lastRunId', 'desc')
    .limit(limit + 1)
    .execute();
  const items = await toConversations(db, workspaceId, rows.slice(0, limit));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.lastRunId ?? null) : null };
};

/** Runs of a conversation that are read at once. */
const maxRuns = 500;

/** A conversation with its newest 500 runs, oldest first. Throws `conversation.not-found`. */
export const getConversation = async (
  db: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<ConversationDetail> => {
  const rows = await selectConversations(db, workspaceId).where('conversations.id', '=', id).execute();
  const [conversation] = await toConversations(db, workspaceId, rows);
  if (!conversation) throw new AppError('conversation.not-found', `There is no conversation ${id}.`);
  const runs = await selectRuns(db, workspaceId)
    .where('runs.conversationId', '=', id)
    .orderBy('runs.id', 'desc')
    .limit(maxRuns)
    .execute();
  return { ...conversation, runs: runs.toReversed().map(toRun) };
};
