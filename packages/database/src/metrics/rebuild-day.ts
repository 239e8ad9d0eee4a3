import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { holdMetricState } from './metric-state.ts';
import { packHistograms, type WrittenBucket, writtenSql } from './pack-histograms.ts';
import { bucketColumns, summedSql } from './series-columns.ts';

const allSeries = sql.raw(`('workspace', 'version', 'initiator', 'model', 'tool')`);

/** Makes the buckets of a day of UTC anew from those of its hours; what is of deleted runs stays. */
export const rebuildDay = (
  db: Kysely<Tables>,
  { workspaceId, day }: { readonly workspaceId: string; readonly day: Date },
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await holdMetricState(tx, { waits: true });
    await sql`
      delete from metric_buckets where workspace_id = ${workspaceId} and series in ${allSeries} and grain = 'day'
        and at = ${day} and not is_gone`.execute(tx);
    const { rows } = await sql<WrittenBucket>`
      insert into metric_buckets (workspace_id, series, grain, at, agent_id, version, name, is_gone, ${sql.raw(bucketColumns.join(', '))})
      select workspace_id, series, 'day', ${day}, agent_id, version, name, false, ${sql.raw(summedSql)}
      from metric_buckets where workspace_id = ${workspaceId} and series in ${allSeries} and grain = 'hour'
        and at >= ${day} and at < ${day}::timestamptz + interval '24 hours' and not is_gone
      group by workspace_id, series, agent_id, version, name returning ${sql.raw(writtenSql)}`.execute(tx);
    await packHistograms(tx, rows);
  });
