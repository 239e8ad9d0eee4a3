import { type PendingDecision, cleanText } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

export interface NewDecision extends PendingDecision {
  readonly workspaceId: string;
  readonly runId: string;
  /** ISO time. */
  readonly at: string;
}

/**
 * Stores a person's decision and wakes the run; false, and nothing changed, when the request already has one.
 * Throws `database.conflict` when the run is not the workspace's.
 */
export const insertDecision = async (
  tx: Kysely<Tables>,
  { workspaceId, runId, requestSeq, callId, decision, by, note, at }: NewDecision,
): Promise<boolean> => {
  const inserted = await tx
    .insertInto('runDecisions')
    .values({
      workspaceId,
      runId,
      requestSeq,
      callId,
      decision,
      decidedBy: JSON.stringify(by),
      note: note === null ? null : cleanText(note),
      decidedAt: at,
    })
    .onConflict((conflict) => conflict.columns(['runId', 'requestSeq']).doNothing())
    .returning('requestSeq')
    .executeTakeFirst();
  if (inserted === undefined) return false;
  await tx
    .updateTable('runHeads')
    .set((eb) => ({ wakes: eb('wakes', '+', 1), wakeAt: sql<Date>`now()` }))
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .execute();
  await tx
    .updateTable('runs')
    .set({ status: 'queued' })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', runId)
    .where('status', '=', 'waiting')
    .execute();
  return true;
};
