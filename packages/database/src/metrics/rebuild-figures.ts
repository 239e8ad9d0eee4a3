import type { RebuiltMetrics } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { toSmallestId } from '../queries/to-smallest-id.ts';
import type { Tables } from '../tables.ts';
import { bookRuns } from './book-runs.ts';
import { holdMetricState } from './metric-state.ts';
import { rebuildDay } from './rebuild-day.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Ids are made at most so much before the time that their run has, or after. */
const clockSlackMs = 60_000;
/** About how long one call works. */
const sliceMs = 500;

interface Hour {
  readonly workspaceId: string;
  readonly hour: Date;
}

/** The next hour from this one on that has runs or buckets; undefined after the last. */
const findHour = async (db: Kysely<Tables>, { workspaceId, hour }: Hour): Promise<Date | undefined> => {
  const firstId = toSmallestId(new Date(hour.getTime() - clockSlackMs));
  const { rows } = await sql<{ at: Date | null }>`
    with first as (
      select created_at from runs where workspace_id = ${workspaceId} and id >= ${firstId} and created_at >= ${hour}
        and finish_seq is not null
      order by id limit 1
    )
    select date_bin('1 hour', least(
      -- one of a slower clock may have begun before
      (select min(created_at) from runs where workspace_id = ${workspaceId} and id >= ${firstId} and created_at >= ${hour}
        and created_at <= (select created_at from first) and finish_seq is not null
        and id < (select rpad(lpad(to_hex((extract(epoch from created_at) * 1000)::bigint + ${2 * clockSlackMs}), 12, '0'),
          32, '0')::uuid from first)),
      (select min(at) from metric_buckets where workspace_id = ${workspaceId} and series = 'workspace' and grain = 'hour'
        and at >= ${hour} and not is_gone)), 'epoch') as at
  `.execute(db);
  return rows[0]?.at ?? undefined;
};

const rebuildHour = (db: Kysely<Tables>, { workspaceId, hour }: Hour): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const state = await holdMetricState(tx, { waits: true });
    const end = new Date(hour.getTime() + hourMs);
    await sql`
      delete from metric_buckets where workspace_id = ${workspaceId} and grain in ('quarter', 'hour')
        and at >= ${hour} and at < ${end} and not is_gone and series in ('workspace', 'version', 'initiator', 'model', 'tool')`.execute(
      tx,
    );
    const where = sql`
      where workspace_id = ${workspaceId} and created_at >= ${hour} and created_at < ${end}
        and id >= ${toSmallestId(new Date(hour.getTime() - clockSlackMs))}
        and id < ${toSmallestId(new Date(end.getTime() + clockSlackMs))} and finish_seq <= ${state?.foldedSeq ?? 0}`;
    await bookRuns(tx, { where, sign: 1, isGone: false, grains: ['quarter', 'hour'] });
  });

const toDay = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs);

/** How much of the time from the workspace's first run until now is before the cursor. */
const toShare = async (db: Kysely<Tables>, workspaceId: string, cursor: Date): Promise<number> => {
  const first = await findHour(db, { workspaceId, hour: new Date(0) });
  if (!first) return 1;
  const total = Math.max(1, Date.now() - first.getTime());
  return Math.min(1, Math.max(0, (cursor.getTime() - first.getTime()) / total));
};

/**
 * Recomputes buckets from the rows, an hour a transaction, for about half a second, from the cursor of the call before on;
 * what is of deleted runs stays. Who reads meanwhile has an hour as it was or as it is.
 */
export const rebuildFigures = async (
  db: Kysely<Tables>,
  { workspaceId, cursor }: { readonly workspaceId: string; readonly cursor?: string | undefined },
): Promise<RebuiltMetrics> => {
  const stopMs = performance.now() + sliceMs;
  let hours = 0;
  let start = new Date(cursor ?? 0);
  for (;;) {
    const hour = await findHour(db, { workspaceId, hour: start });
    if (hours > 0 || cursor !== undefined) {
      // of the hour before
      const day = toDay(new Date(start.getTime() - 1));
      if (!hour || toDay(hour) > day) await rebuildDay(db, { workspaceId, day });
    }
    if (!hour) return { hours, cursor: null, share: 1 };
    if (performance.now() > stopMs) {
      return { hours, cursor: start.toISOString(), share: await toShare(db, workspaceId, hour) };
    }
    await rebuildHour(db, { workspaceId, hour });
    hours += 1;
    start = new Date(hour.getTime() + hourMs);
  }
};
