import { type AgentDraft, AgentSpec } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

interface DraftKey {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly userId: string;
}

/** The member's unsaved changes of the agent; null without any. */
export const findDraft = async (
  db: Kysely<Tables>,
  { workspaceId, agentId, userId }: DraftKey,
): Promise<AgentDraft | null> => {
  const row = await db
    .selectFrom('agentDrafts')
    .select(['spec', 'baseVersion', 'updatedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  if (!row) return null;
  const { spec, baseVersion, updatedAt } = row;
  return { spec: AgentSpec.parse(JSON.parse(spec)), baseVersion, updatedAt: updatedAt.toISOString() };
};

/** Keeps the member's changes in place of those kept before. */
export const saveDraft = async (
  db: Kysely<Tables>,
  { spec, baseVersion, at, ...key }: DraftKey & Pick<AgentDraft, 'spec' | 'baseVersion'> & { readonly at: string },
): Promise<void> => {
  const kept = { spec: JSON.stringify(spec), baseVersion, updatedAt: at };
  await db
    .insertInto('agentDrafts')
    .values({ ...key, ...kept })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'agentId', 'userId']).doUpdateSet(kept))
    .execute();
};

export const deleteDraft = async (db: Kysely<Tables>, { workspaceId, agentId, userId }: DraftKey): Promise<void> => {
  await db
    .deleteFrom('agentDrafts')
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .where('userId', '=', userId)
    .execute();
};
