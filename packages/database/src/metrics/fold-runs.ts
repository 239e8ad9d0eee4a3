import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { bookRuns } from './book-runs.ts';
import { holdMetricState } from './metric-state.ts';

/** Most runs of one transaction. */
const batchSize = 5000;

export interface Folded {
  readonly runs: number;
  /** Whose figures are in the buckets now that were not. */
  readonly workspaceIds: readonly string[];
  /** Whether there is more that can be folded now. */
  readonly hasMore: boolean;
}

const nothing: Folded = { runs: 0, workspaceIds: [], hasMore: false };

/** The last run that has ended, and an id that every transaction got before which ended a run up to that one. */
const findFrontier = async (db: Kysely<Tables>) => {
  const { rows } = await sql<{ seq: number | null; foldedSeq: number }>`
    select (select max(finish_seq) from runs) as seq, folded_seq from metric_state`.execute(db);
  const [last] = rows;
  if (!last || last.seq === null || last.seq <= last.foldedSeq) return undefined;
  const { rows: ids } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  return { seq: last.seq, xid: ids[0]?.xid ?? '' };
};

/**
 * Adds the runs that ended since to the buckets, in the order of ending, at most 5,000. Every run once: the watermark
 * moves in the same transaction, and never past a place in the order whose transaction may still commit: it waits until all
 * transactions are over that are older than the last run seen. Does nothing while another process is at it.
 */
export const foldRuns = async (db: Kysely<Tables>): Promise<Folded> => {
  const frontier = await findFrontier(db);
  if (!frontier) return nothing;
  return db.transaction().execute(async (tx) => {
    const state = await holdMetricState(tx, { waits: false });
    if (!state) return nothing;
    const { rows } = await sql<{ isOver: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) >= ${frontier.xid}::xid8 as is_over`.execute(tx);
    if (rows[0]?.isOver !== true) return nothing;
    const where = sql`
      where finish_seq > ${state.foldedSeq} and finish_seq <= ${frontier.seq}
      order by finish_seq limit ${batchSize}`;
    const booked = await bookRuns(tx, { where, sign: 1, isGone: false });
    const hasMore = booked.runs === batchSize;
    const foldedSeq = hasMore ? (booked.lastSeq ?? frontier.seq) : frontier.seq;
    await tx.updateTable('metricState').set({ foldedSeq, foldedAt: new Date() }).execute();
    return { runs: booked.runs, workspaceIds: booked.workspaceIds, hasMore };
  });
};
