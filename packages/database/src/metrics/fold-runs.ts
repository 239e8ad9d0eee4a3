import { setTimeout as delay } from 'node:timers/promises';

import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { bookRuns } from './book-runs.ts';
import { holdMetricState } from './metric-state.ts';

/** Most runs of one transaction. */
const batchSize = 1000;

/** Longest wait for transactions under way, and the time between two looks at them. */
const patienceMs = 1000;
const lookMs = 20;

export interface Folded {
  readonly runs: number;
  /** Whose figures are in the buckets now that were not. */
  readonly workspaceIds: readonly string[];
  /** Whether there is more that can be folded now. */
  readonly hasMore: boolean;
}

const nothing: Folded = { runs: 0, workspaceIds: [], hasMore: false };

/** Up to where runs have ended, and an id that every transaction got before which ended a run up to there. */
export interface Frontier {
  readonly seq: number;
  readonly xid: string;
}

/** The frontier of now; undefined when all runs that have ended are in the buckets. */
export const findFrontier = async (db: Kysely<Tables>): Promise<Frontier | undefined> => {
  const { rows } = await sql<{ seq: number | null; foldedSeq: number }>`
    select (select max(finish_seq) from runs) as seq, folded_seq from metric_state`.execute(db);
  const [last] = rows;
  if (!last || last.seq === null || last.seq <= last.foldedSeq) return undefined;
  // asked for after it: whoever ended one of these runs had an id when it took its place in the order
  const { rows: ids } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  return { seq: last.seq, xid: ids[0]?.xid ?? '' };
};

/** About how many runs have ended and are in no bucket yet. */
export const countUnfolded = async (db: Kysely<Tables>): Promise<number> => {
  const { rows } = await sql<{ unfolded: number | null }>`
    select (select max(finish_seq) from runs) - folded_seq as unfolded from metric_state`.execute(db);
  return rows[0]?.unfolded ?? 0;
};

/** Whether all transactions are over that are older than the frontier. */
const isOver = async (db: Kysely<Tables>, { xid }: Frontier): Promise<boolean> => {
  const { rows } = await sql<{ isOver: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${xid}::xid8 as is_over`.execute(db);
  return rows[0]?.isOver === true;
};

/** Adds runs up to a frontier, if all of them that will ever be there are there: when all older transactions are over. */
export const foldUpTo = async (tx: Kysely<Tables>, frontier: Frontier, most = batchSize): Promise<Folded> => {
  const state = await holdMetricState(tx, { waits: false });
  if (!state) return nothing;
  if (!(await isOver(tx, frontier))) return nothing;
  const where = sql`
    where finish_seq > ${state.foldedSeq} and finish_seq <= ${frontier.seq} order by finish_seq limit ${most}`;
  const booked = await bookRuns(tx, { where, sign: 1, isGone: false });
  const hasMore = booked.runs === most;
  const foldedSeq = Math.max(state.foldedSeq, hasMore ? (booked.lastSeq ?? frontier.seq) : frontier.seq);
  await tx.updateTable('metricState').set({ foldedSeq, foldedAt: new Date() }).execute();
  return { runs: booked.runs, workspaceIds: booked.workspaceIds, hasMore };
};

/**
 * Adds the runs that ended since to the buckets, in the order of ending, at most 1,000 or as many. Every run once: the watermark
 * moves in the same transaction, and never past a place in the order whose transaction may still commit. Does nothing
 * while another process is at it.
 */
export const foldRuns = async (db: Kysely<Tables>, most = batchSize): Promise<Folded> => {
  const frontier = await findFrontier(db);
  if (!frontier) return nothing;
  // under load there is always somebody who began before: they are waited for, since the next frontier would have others
  for (const until = performance.now() + patienceMs; performance.now() < until && !(await isOver(db, frontier));) {
    await delay(lookMs);
  }
  return db.transaction().execute((tx) => foldUpTo(tx, frontier, most));
};
