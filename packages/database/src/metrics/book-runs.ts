import { type Kysely, type RawBuilder, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { toBinSql } from './histogram.ts';
import { figureColumns, maxNameLength, maxNames, nobody, otherName, usageColumns } from './series-columns.ts';

const list = (columns: readonly string[], toText: (column: string) => string): string => columns.map(toText).join(', ');

const keyColumns = ['workspace_id', 'series', 'grain', 'at', 'agent_id', 'version', 'name'] as const;
const keys = keyColumns.join(', ');
const sums = [...figureColumns, ...usageColumns];

const placeSql = `run.workspace_id, date_bin('1 hour', run.created_at, 'epoch') as hour, run.agent_id, run.version,
  left(run.initiator, ${maxNameLength}) as initiator`;

const toNumberSql = (columns: readonly string[], kind: string): string =>
  list(columns, (column) => `${kind} as ${column}`);

/**
 * The calls of one run, by its id alone: with the workspace as a condition too, a planner that knows little of a new table
 * reads all calls of the workspace for each run.
 */
const callsSql = '(select * from tool_calls where run_id = run.id offset 0) as call';

/**
 * Runs, the model calls and the tool calls of them, summed up by hour, version, initiator and name. `offset 0`
 * keeps the calls being found by their index, run by run, whatever is known of the tables.
 */
const fineSql = `
  select 'run' as kind, ${placeSql}, '' as name, count(*) as count,
    count(*) filter (where run.status = 'completed') as completed,
    count(*) filter (where run.status = 'failed') as failed,
    count(*) filter (where run.status = 'cancelled') as cancelled,
    count(run.duration_ms) as timed, coalesce(sum(round(run.duration_ms * 1000)::bigint), 0) as duration_us,
    sum(run.input_tokens) as input_tokens, sum(run.output_tokens) as output_tokens,
    sum(run.cost_nano_usd) as cost_nano_usd,
    coalesce(sum(run.cost_nano_usd) filter (where run.status = 'failed'), 0) as failed_cost_nano_usd,
    sum(run.unpriced_calls) as unpriced_calls, ${toNumberSql(usageColumns, '0::numeric')}
  from run group by 2, 3, 4, 5, 6
  union all
  select 'model', ${placeSql}, left(used.model, ${maxNameLength}) as name, sum(used.calls), 0, 0, 0, 0, 0,
    sum(used.input_fresh + used.input_cache_read + used.input_cache_write5m + used.input_cache_write1h
      + used.input_tool_use),
    sum(used.output_text + used.output_reasoning), sum(used.cost_nano_usd), 0, sum(used.unpriced_calls),
    ${list(usageColumns, (column) => `sum(used.${column})`)}
  from run cross join lateral (
    select * from run_models where workspace_id = run.workspace_id and run_id = run.id offset 0) as used
  group by 2, 3, 4, 5, 6, 7
  union all
  select 'tool', ${placeSql}, left(call.tool, ${maxNameLength}) as name, count(*),
    count(*) filter (where call.outcome = 'ok'),
    count(*) filter (where call.outcome in ('error', 'timeout', 'unknown')),
    count(*) filter (where call.outcome in ('cancelled', 'denied')),
    count(call.duration_ms), coalesce(sum(round(call.duration_ms * 1000)::bigint), 0), 0, 0, 0, 0, 0,
    ${list(usageColumns, () => '0')}
  from run cross join lateral ${callsSql}
  group by 2, 3, 4, 5, 6, 7`;

/** How many of them fell into which bin. */
const fineBinsSql = `
  select 'run' as kind, ${placeSql}, '' as name, histogram, bin, count(*) as bin_count
  from run cross join lateral (
    values (0, ${toBinSql('run.duration_ms')}), (1, ${toBinSql('run.first_token_ms')})) as binned (histogram, bin)
  where bin is not null group by 2, 3, 4, 5, 6, 8, 9
  union all
  select 'tool', ${placeSql}, left(call.tool, ${maxNameLength}) as name, 0, ${toBinSql('call.duration_ms')} as bin, count(*)
  from run cross join lateral ${callsSql}
  where call.duration_ms is not null group by 2, 3, 4, 5, 6, 7, 9`;

/** Whose figures they are part of: of model calls, the runs' series have the usage, and all the rest by their runs. */
const seriesSql = `
  cross join lateral (values
    ('workspace', '${nobody}'::uuid, 0, '', kind = 'run'), ('version', agent_id, version, '', kind = 'run'),
    ('initiator', '${nobody}'::uuid, 0, initiator, kind = 'run'), (kind, agent_id, version, fine.name, true)
    ) as part (series, part_agent_id, part_version, part_name, is_own)
  where part.series <> 'run' and (part.series = kind or kind <> 'tool')`;
const partKeysSql = `fine.workspace_id, part.series, fine.hour, part.part_agent_id as agent_id,
  part.part_version as version, case
    when (fine.workspace_id, part.series, part.part_name) in (select workspace_id, series, name from surplus)
    then '${otherName}' else part.part_name end as name`;

/** Sums of hours as buckets of hours, and added up once more as those of days. */
const toGrainsSql = (
  grains: Booking['grains'],
  { from, sumsSql, groupSql = '' }: { readonly from: string; readonly sumsSql: string; readonly groupSql?: string },
): string =>
  grains
    .map(
      (grain) => `
  select workspace_id, series, '${grain}' as grain, date_bin('1 ${grain}', hour, 'epoch') as at, agent_id, version, name,
    ${sumsSql}
  from ${from} group by 1, 2, 3, 4, 5, 6, 7${groupSql}`,
    )
    .join(' union all ');

const mergedSql = (histogram: string): string => `(${histogram}_bins, ${histogram}_counts) = (
  select coalesce(array_agg(bin order by bin), '{}'), coalesce(array_agg(bin_count order by bin), '{}') from (
    select bin, sum(bin_count)::int as bin_count from (
      select * from unnest(bucket.${histogram}_bins, bucket.${histogram}_counts)
      union all select * from unnest(excluded.${histogram}_bins, excluded.${histogram}_counts)) as either (bin, bin_count)
    group by bin having sum(bin_count) <> 0) as merged)`;

/** The end of an insert into `metric_buckets as bucket`: buckets that are there are added to. */
export const addedSql = `on conflict (${keys}, is_gone) do update set
    ${list(sums, (column) => `${column} = bucket.${column} + excluded.${column}`)},
    ${mergedSql('duration')}, ${mergedSql('first_token')}`;

const toHistogramSql = (histogram: string, number: number): string =>
  ['bin', 'bin_count']
    .map(
      (column) =>
        `coalesce(array_agg(${column} order by bin) filter (where histogram = ${number}), '{}')
          as ${histogram}_${column === 'bin' ? 'bins' : 'counts'}`,
    )
    .join(', ');

const toBookSql = ({ sign, isGone, grains }: Booking): string => `
fine as materialized (${fineSql}), fine_bins as materialized (${fineBinsSql}), used_names as (
  select distinct workspace_id, kind as series, name from fine where kind <> 'run'
  union select distinct workspace_id, 'initiator', initiator from fine
), known_counts as (
  select workspace_id, series, count(*) as known_count from metric_names
  where workspace_id in (select workspace_id from used_names) group by workspace_id, series
), named as materialized (
  select workspace_id, series, name, known.name is null as is_new, known.name is not null
    or coalesce(known_count, 0) + row_number() over (partition by workspace_id, series, known.name is null
      order by name) <= ${maxNames} as is_own
  from used_names left join metric_names as known using (workspace_id, series, name)
    left join known_counts using (workspace_id, series)
), admitted as (
  insert into metric_names (workspace_id, series, name)
  select workspace_id, series, name from named where is_own and is_new
), surplus as materialized (
  select workspace_id, series, name from named where not is_own
), hourly as materialized (
  select ${partKeysSql},
    ${list(figureColumns, (column) => `${sign} * sum(case when part.is_own then ${column} else 0 end) as ${column}`)},
    ${list(usageColumns, (column) => `${sign} * sum(${column}) as ${column}`)}
  from fine ${seriesSql} group by 1, 2, 3, 4, 5, 6
), hourly_bins as materialized (
  select ${partKeysSql}, histogram, bin, ${sign} * sum(bin_count)::int as bin_count
  from fine_bins as fine ${seriesSql} group by 1, 2, 3, 4, 5, 6, 7, 8
), summed as (
  ${toGrainsSql(grains, { from: 'hourly', sumsSql: list(sums, (column) => `sum(${column}) as ${column}`) })}
), binned as (
  ${toGrainsSql(grains, {
    from: 'hourly_bins',
    sumsSql: 'histogram, bin, sum(bin_count)::int as bin_count',
    groupSql: ', histogram, bin',
  })}
), histograms as (
  select ${keys}, ${toHistogramSql('duration', 0)}, ${toHistogramSql('first_token', 1)}
  from binned group by ${keys}
), booked as (
  insert into metric_buckets as bucket (${keys}, is_gone, ${sums.join(', ')},
    duration_bins, duration_counts, first_token_bins, first_token_counts)
  select ${keys}, ${isGone}, ${sums.join(', ')}, coalesce(duration_bins, '{}'), coalesce(duration_counts, '{}'),
    coalesce(first_token_bins, '{}'), coalesce(first_token_counts, '{}')
  from summed left join histograms using (${keys})
  ${addedSql}
)`;

/** How runs are booked: added or taken away, as rows that are there or as gone, in which buckets. */
interface Booking {
  readonly sign: 1 | -1;
  readonly isGone: boolean;
  readonly grains: readonly ('hour' | 'day')[];
}

/** What was booked. */
export interface Booked {
  readonly runs: number;
  /** The last of them in the order of ending; null of none. */
  readonly lastSeq: number | null;
  readonly workspaceIds: readonly string[];
}

/**
 * Adds what these ended runs come to to the buckets that they count in, or takes it away again. The transaction holds
 * the state of the buckets. `where` is the end of a query of rows of `runs`.
 */
export const bookRuns = async (
  tx: Kysely<Tables>,
  options: Omit<Booking, 'grains'> & Partial<Booking> & { readonly where: RawBuilder<unknown> },
): Promise<Booked> => {
  const { where, sign, isGone, grains = ['hour', 'day'] } = options;
  const { rows } = await sql<Booked>`
    with run as materialized (
      select id, workspace_id, agent_id, version, initiator, status, created_at, duration_ms, first_token_ms,
        input_tokens, output_tokens, cost_nano_usd, unpriced_calls, finish_seq
      from runs ${where}
    ), ${sql.raw(toBookSql({ sign, isGone, grains }))}, seen as (
      update agent_versions set first_run_at = least(first_run_at, first_at), last_run_at = greatest(last_run_at, last_at)
      from (
        select workspace_id, agent_id, version, min(created_at) as first_at, max(created_at) as last_at
        from run group by workspace_id, agent_id, version) as ran
      where agent_versions.workspace_id = ran.workspace_id and agent_versions.agent_id = ran.agent_id
        and agent_versions.number = ran.version
        and (first_run_at is null or first_at < first_run_at or last_at > last_run_at)
    )
    select count(*) as runs, max(finish_seq) as last_seq,
      coalesce(array_agg(distinct workspace_id::text), '{}') as workspace_ids
    from run
  `.execute(tx);
  return rows[0] ?? { runs: 0, lastSeq: null, workspaceIds: [] };
};
