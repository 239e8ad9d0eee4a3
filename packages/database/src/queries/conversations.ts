import { AppError } from '@signalbox/contracts';
import type { Insertable, Kysely } from 'kysely';

import type { ConversationsTable, Tables } from '../tables.ts';

/** Begins a conversation with an agent. */
export const insertConversation = async (
  tx: Kysely<Tables>,
  conversation: Insertable<ConversationsTable>,
): Promise<void> => {
  await tx.insertInto('conversations').values(conversation).execute();
};

/** Where a conversation stands: its agent, and its newest run. Throws `conversation.not-found`. */
export const getConversation = async (
  db: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<{ readonly agentId: string; readonly newestRunId: string | null }> => {
  const row = await db
    .selectFrom('conversations')
    .leftJoin('runs', (join) =>
      join
        .onRef('runs.workspaceId', '=', 'conversations.workspaceId')
        .onRef('runs.conversationId', '=', 'conversations.id'),
    )
    .select(['conversations.agentId', 'runs.id as newestRunId'])
    .where('conversations.workspaceId', '=', workspaceId)
    .where('conversations.id', '=', id)
    .orderBy('runs.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new AppError('conversation.not-found', `There is no conversation ${id}.`);
  return row;
};
