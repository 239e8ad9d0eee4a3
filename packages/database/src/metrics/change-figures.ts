import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { bookRuns } from './book-runs.ts';
import { holdMetricState } from './metric-state.ts';

interface Change {
  readonly workspaceId: string;
  readonly runIds: readonly string[];
  /** Whether the change deletes runs whose figures stay: those that ended are counted as gone. */
  readonly keepsGone: boolean;
}

const deleteEmpty = async (tx: Kysely<Tables>, workspaceId: string, quarters: readonly Date[]): Promise<void> => {
  await sql`
    delete from metric_buckets where workspace_id = ${workspaceId} and count = 0
      and series in ('workspace', 'version', 'initiator', 'model', 'tool')
      and (grain, at) in (
        select grain, date_bin(stride::interval, quarter, 'epoch') from unnest(${[...quarters]}::timestamptz[]) as quarter
        cross join (values ('quarter', '15 minutes'), ('hour', '1 hour'), ('day', '1 day')) as step (grain, stride))
  `.execute(tx);
};

/**
 * Changes or deletes runs that may be in the buckets already, so that the buckets equal the rows after as they did before.
 * Until the transaction ends nobody else changes buckets: call it before other rows are locked that a fold needs, which
 * are those of agents' versions.
 */
export const changeFigures = async <Result>(
  tx: Kysely<Tables>,
  { workspaceId, runIds, keepsGone }: Change,
  change: () => Promise<Result>,
): Promise<Result> => {
  const state = await holdMetricState(tx, { waits: true });
  const foldedSeq = state?.foldedSeq ?? 0;
  const ids = [...runIds];
  const ended = sql`where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and finish_seq`;
  const folded = sql`${ended} <= ${foldedSeq}`;
  const { rows: quarters } = await sql<{ quarter: Date }>`
    select distinct date_bin('15 minutes', created_at, 'epoch') as quarter from runs ${folded}`.execute(tx);
  await bookRuns(tx, { where: folded, sign: -1, isGone: false });
  if (keepsGone) await bookRuns(tx, { where: sql`${ended} is not null`, sign: 1, isGone: true });
  const result = await change();
  await bookRuns(tx, { where: folded, sign: 1, isGone: false });
  await deleteEmpty(
    tx,
    workspaceId,
    quarters.map(({ quarter }) => quarter),
  );
  return result;
};
