import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { holdMetricState } from './metric-state.ts';
import { packHistograms, toWrittenSql, type WrittenBucket } from './pack-histograms.ts';
import { bucketColumns, summedSql } from './series-columns.ts';

const allSeries = `('workspace', 'version', 'initiator', 'model', 'tool')`;

const summedUpSql = toWrittenSql(`
  insert into metric_buckets (workspace_id, series, grain, at, agent_id, version, name, is_gone, ${bucketColumns.join(', ')})
  select workspace_id, series, 'day', day.at, agent_id, version, name, false, ${summedSql}
  from day join metric_buckets using (workspace_id)
  where series in ${allSeries} and grain = 'hour' and metric_buckets.at >= day.at
    and metric_buckets.at < day.at + interval '24 hours' and not is_gone
  group by workspace_id, series, day.at, agent_id, version, name`);

/** Makes the buckets of a day of UTC anew from those of its hours; what is of deleted runs stays. */
export const rebuildDay = (
  db: Kysely<Tables>,
  { workspaceId, day }: { readonly workspaceId: string; readonly day: Date },
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await holdMetricState(tx, { waits: true });
    await sql`
      delete from metric_buckets where workspace_id = ${workspaceId} and series in ${sql.raw(allSeries)} and grain = 'day'
        and at = ${day} and not is_gone`.execute(tx);
    const { rows } = await sql<WrittenBucket>`
      with day as (select ${workspaceId}::uuid as workspace_id, ${day}::timestamptz as at), ${sql.raw(summedUpSql)}
    `.execute(tx);
    await packHistograms(tx, rows);
  });
