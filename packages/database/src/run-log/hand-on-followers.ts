import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

/**
 * Runs that wait for this one wait for the one before it from now on. For a run that ends before it began, in the
 * transaction that has ended it: whoever begins to wait for it meanwhile is seen.
 */
export const handOnFollowers = async (
  tx: Kysely<Tables>,
  {
    workspaceId,
    runId,
    afterRunId,
  }: { readonly workspaceId: string; readonly runId: string; readonly afterRunId: string },
): Promise<void> => {
  await tx
    .updateTable('runHeads')
    .set({ afterRunId })
    .where('workspaceId', '=', workspaceId)
    .where('afterRunId', '=', runId)
    .execute();
};
