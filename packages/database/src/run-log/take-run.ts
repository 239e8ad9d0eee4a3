import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

export interface TakenRun {
  readonly epoch: number;
  readonly nextSeq: number;
  /** The run that it waits for; null when it waits for none. */
  readonly afterRunId: string | null;
}

/**
 * Takes an unfinished run from whoever holds it, to append to it in this transaction: the holder's appends are
 * fenced from the commit on. Undefined when the run has ended or is not the workspace's.
 */
export const takeRun = async (
  tx: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<TakenRun | undefined> => {
  const row = await tx
    .updateTable('runHeads')
    .set((eb) => ({ leaseEpoch: eb('leaseEpoch', '+', 1), leaseOwner: null, leaseExpiresAt: null }))
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .returning(['leaseEpoch as epoch', 'nextSeq', 'afterRunId'])
    .executeTakeFirst();
  // what its holder streamed is nobody's any more
  if (row)
    await tx.deleteFrom('runPartials').where('workspaceId', '=', workspaceId).where('runId', '=', runId).execute();
  return row;
};
