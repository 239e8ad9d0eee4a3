import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { holdMetricState } from './metric-state.ts';
import { figureColumns, usageColumns } from './series-columns.ts';

const sums = [...figureColumns, ...usageColumns];

const histogramSql = (name: string) =>
  sql.raw(`
    select series, agent_id, version, name, array_agg(bin order by bin) as ${name}_bins,
      array_agg(bin_count order by bin) as ${name}_counts
    from (
      select series, agent_id, version, name, bin, sum(bin_count)::int as bin_count
      from hours cross join lateral unnest(${name}_bins, ${name}_counts) as one (bin, bin_count)
      group by series, agent_id, version, name, bin) as binned
    group by series, agent_id, version, name`);

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
    await sql`
      with hours as (
        select * from metric_buckets where workspace_id = ${workspaceId} and series in ${allSeries} and grain = 'hour'
          and at >= ${day} and at < ${day}::timestamptz + interval '24 hours' and not is_gone
      ), summed as (
        select series, agent_id, version, name, ${sql.raw(sums.map((column) => `sum(${column}) as ${column}`).join(', '))}
        from hours group by series, agent_id, version, name
      ), durations as (${histogramSql('duration')}), first_tokens as (${histogramSql('first_token')})
      insert into metric_buckets (workspace_id, series, grain, at, agent_id, version, name, is_gone,
        ${sql.raw(sums.join(', '))}, duration_bins, duration_counts, first_token_bins, first_token_counts)
      select ${workspaceId}, series, 'day', ${day}, agent_id, version, name, false, ${sql.raw(sums.join(', '))},
        coalesce(duration_bins, '{}'), coalesce(duration_counts, '{}'),
        coalesce(first_token_bins, '{}'), coalesce(first_token_counts, '{}')
      from summed left join durations using (series, agent_id, version, name)
        left join first_tokens using (series, agent_id, version, name)`.execute(tx);
  });
