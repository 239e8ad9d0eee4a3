import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

/** Of these runs, the ids of those that the workspace has. */
export const listKnownRuns = async (
  db: Kysely<Tables>,
  { workspaceId, runIds }: { readonly workspaceId: string; readonly runIds: readonly string[] },
): Promise<string[]> => {
  if (runIds.length === 0) return [];
  const rows = await db
    .selectFrom('runs')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', runIds)
    .execute();
  return rows.map(({ id }) => id);
};
