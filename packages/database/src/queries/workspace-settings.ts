import type { WorkspaceSettings } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

const defaults: WorkspaceSettings = {
  timeZone: 'UTC',
  staleAfterMinutes: 60,
  keepRunsDays: null,
  keepStepsDays: null,
  keepActivityDays: null,
};

interface WorkspaceKey {
  readonly workspaceId: string;
}

/** What the workspace goes by: UTC, an hour of silence and nothing that goes by itself unless it was set. */
export const getWorkspaceSettings = async (
  db: Kysely<Tables>,
  { workspaceId }: WorkspaceKey,
): Promise<WorkspaceSettings> => {
  const row = await db
    .selectFrom('workspaceSettings')
    .select(['timeZone', 'staleAfterMinutes', 'keepRunsDays', 'keepStepsDays', 'keepActivityDays'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst();
  return row ?? defaults;
};

/** Changes what is given and keeps the rest. */
export const updateWorkspaceSettings = async (
  tx: Kysely<Tables>,
  { workspaceId, at, change }: WorkspaceKey & { readonly at: string; readonly change: Partial<WorkspaceSettings> },
): Promise<void> => {
  await tx
    .insertInto('workspaceSettings')
    .values({ ...defaults, ...change, workspaceId, updatedAt: at })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet({ ...change, updatedAt: at }))
    .execute();
};

/** Whether an agent of the workspace came with the sample data. */
export const hasSampleData = async (db: Kysely<Tables>, { workspaceId }: WorkspaceKey): Promise<boolean> => {
  const samples = db
    .selectFrom('agents')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('isSample', '=', true);
  return (await samples.limit(1).executeTakeFirst()) !== undefined;
};
