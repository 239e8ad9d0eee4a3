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
  // of several questions the run may still ask another
  await sql`
    update runs set status = case when status = 'waiting' then 'queued' else status end, waits_for = (
      select payload::json ->> 'reason' from run_events
      where run_id = ${runId} and type = 'approval-request' and payload <> '' and not exists (
        select from run_decisions
        where run_decisions.run_id = run_events.run_id and run_decisions.request_seq = run_events.seq)
      order by seq limit 1)
    where workspace_id = ${workspaceId} and id = ${runId} and ended_at is null
  `.execute(tx);
  return true;
};
