import { type Kysely, type RawBuilder, sql } from 'kysely';

import type { MetricBucketsTable, Tables } from '../tables.ts';
import { toHistogramSql } from './histogram.ts';
import { packHistograms, toWrittenSql, type WrittenBucket } from './pack-histograms.ts';
import {
  bucketColumns,
  figureColumns,
  histogramColumns,
  maxNameLength,
  maxNames,
  nobody,
  otherName,
  summedSql,
  usageColumns,
} from './series-columns.ts';

const list = (columns: readonly string[], toText: (column: string) => string): string => columns.map(toText).join(', ');

type Grain = MetricBucketsTable['grain'];

const keyColumns = ['workspace_id', 'series', 'grain', 'at', 'agent_id', 'version', 'name'] as const;
const keys = keyColumns.join(', ');

const toPlaceSql = (initiator: string): string =>
  `run.workspace_id, date_bin('15 minutes', run.created_at, 'epoch') as quarter, run.agent_id, run.version,
  ${initiator} as initiator`;
const placeSql = toPlaceSql(`left(run.initiator, ${maxNameLength})`);

/**
 * The calls of one run, by its id alone: with the workspace as a condition too, a planner that knows little of a new table
 * reads all calls of the workspace for each run.
 */
const callsSql = '(select * from tool_calls where run_id = run.id offset 0) as call';

const addedUpSql = (milliseconds: string, sign: number): string =>
  `string_agg(${toHistogramSql(milliseconds, String(sign))}, '')`;

/**
 * Runs, the model calls and the tool calls of them, summed up by quarter of an hour, version, initiator and name; tool calls
 * are counted for no initiator. `offset 0` keeps the calls being found by their index, run by run, whatever is known of the tables.
 */
const toFineSql = (sign: number): string => `
  select 'run' as kind, ${placeSql}, '' as name, count(*) as count,
    count(*) filter (where run.status = 'completed') as completed,
    count(*) filter (where run.status = 'failed') as failed,
    count(*) filter (where run.status = 'cancelled') as cancelled,
    count(run.duration_ms) as timed, coalesce(sum(round(run.duration_ms * 1000)::bigint), 0) as duration_us,
    sum(run.input_tokens) as input_tokens, sum(run.output_tokens) as output_tokens,
    sum(run.cost_nano_usd) as cost_nano_usd,
    coalesce(sum(run.cost_nano_usd) filter (where run.status = 'failed'), 0) as failed_cost_nano_usd,
    sum(run.unpriced_calls) as unpriced_calls, ${list(usageColumns, (column) => `0::numeric as ${column}`)},
    ${addedUpSql('run.duration_ms', sign)} as duration_histogram,
    ${addedUpSql('run.first_token_ms', sign)} as first_token_histogram
  from run group by 2, 3, 4, 5, 6
  union all
  select 'model', ${placeSql}, left(used.model, ${maxNameLength}) as name, sum(used.calls), 0, 0, 0, 0, 0,
    sum(used.input_fresh + used.input_cache_read + used.input_cache_write5m + used.input_cache_write1h
      + used.input_tool_use),
    sum(used.output_text + used.output_reasoning), sum(used.cost_nano_usd), 0, sum(used.unpriced_calls),
    ${list(usageColumns, (column) => `sum(used.${column})`)}, null, null
  from run cross join lateral (
    select * from run_models where workspace_id = run.workspace_id and run_id = run.id offset 0) as used
  group by 2, 3, 4, 5, 6, 7
  union all
  select 'tool', ${toPlaceSql(`''`)}, left(call.tool, ${maxNameLength}) as name, count(*),
    count(*) filter (where call.outcome = 'ok'),
    count(*) filter (where call.outcome in ('error', 'timeout', 'unknown')),
    count(*) filter (where call.outcome in ('cancelled', 'denied')),
    count(call.duration_ms), coalesce(sum(round(call.duration_ms * 1000)::bigint), 0), 0, 0, 0, 0, 0,
    ${list(usageColumns, () => '0')}, ${addedUpSql('call.duration_ms', sign)}, null
  from run cross join lateral ${callsSql}
  group by 2, 3, 4, 5, 6, 7`;

/** Whose figures they are part of: of model calls, the runs' series have the usage, and all the rest by their runs. */
const seriesSql = `
  cross join lateral (values
    ('workspace', '${nobody}'::uuid, 0, '', kind = 'run'), ('version', agent_id, version, '', kind = 'run'),
    ('initiator', '${nobody}'::uuid, 0, initiator, kind = 'run'), (kind, agent_id, version, fine.name, true)
    ) as part (series, part_agent_id, part_version, part_name, is_own)
  where part.series <> 'run' and (part.series = kind or kind <> 'tool')`;
const partKeysSql = `fine.workspace_id, part.series, fine.quarter, part.part_agent_id as agent_id,
  part.part_version as version, case
    when (fine.workspace_id, part.series, part.part_name) in (select workspace_id, series, name from surplus)
    then '${otherName}' else part.part_name end as name`;

/** The end of an insert into `metric_buckets as bucket`: buckets that are there are added to. */
export const addedSql = `on conflict (${keys}, is_gone) do update set
    ${list([...figureColumns, ...usageColumns], (column) => `${column} = bucket.${column} + excluded.${column}`)},
    ${list(histogramColumns, (column) => `${column} = bucket.${column} || excluded.${column}`)}`;

const strides: Readonly<Record<Exclude<Grain, 'quarter'>, string>> = { hour: '1 hour', day: '1 day' };

/** The sums of quarters as buckets of quarters, or added up once more as those of hours or days. */
const toGrainSql = (grain: Grain, isGone: boolean): string =>
  grain === 'quarter'
    ? `select workspace_id, series, 'quarter' as grain, quarter as at, agent_id, version, name, ${isGone},
        ${bucketColumns.join(', ')} from quarterly`
    : `select workspace_id, series, '${grain}' as grain, date_bin('${strides[grain]}', quarter, 'epoch') as at,
        agent_id, version, name, ${isGone}, ${summedSql} from quarterly group by 1, 2, 3, 4, 5, 6, 7`;

const toBookSql = ({ sign, isGone, grains }: Booking): string => `
fine as materialized (${toFineSql(sign)}), used_names as (
  select distinct workspace_id, kind as series, name from fine where kind <> 'run'
  union select distinct workspace_id, 'initiator', initiator from fine where kind = 'run'
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
), quarterly as materialized (
  select ${partKeysSql},
    ${list(figureColumns, (column) => `${sign} * sum(case when part.is_own then ${column} else 0 end) as ${column}`)},
    ${list(usageColumns, (column) => `${sign} * sum(${column}) as ${column}`)},
    ${list(histogramColumns, (column) => `coalesce(string_agg(${column}, ''), '') as ${column}`)}
  from fine ${seriesSql} group by 1, 2, 3, 4, 5, 6
), ${toWrittenSql(`insert into metric_buckets as bucket (${keys}, is_gone, ${bucketColumns.join(', ')})
  ${grains.map((grain) => toGrainSql(grain, isGone)).join(' union all ')} ${addedSql}`)}`;

/** How runs are booked: added or taken away, as rows that are there or as gone, in which buckets. */
interface Booking {
  readonly sign: 1 | -1;
  readonly isGone: boolean;
  readonly grains: readonly Grain[];
}

/**
 * Longest time that a version's `last_run_at` is behind a run that is there: every stored run locks its version's row, and
 * looks through the states that it had while others locked it. Of runs that are gone it tells exactly.
 */
const seenEverySeconds = 10;

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
  const { where, sign, isGone, grains = ['quarter', 'hour', 'day'] } = options;
  const runSql = sql`
    with run as materialized (
      select id, workspace_id, agent_id, version, initiator, status, created_at, duration_ms, first_token_ms,
        input_tokens, output_tokens, cost_nano_usd, unpriced_calls, finish_seq
      from runs ${where}
    ),`;
  const written = await sql<WrittenBucket>`${runSql} ${sql.raw(toBookSql({ sign, isGone, grains }))}`.execute(tx);
  await packHistograms(tx, written.rows);
  const { rows } = await sql<Booked>`
    ${runSql} seen as (
      update agent_versions set first_run_at = least(first_run_at, first_at), last_run_at = greatest(last_run_at, last_at)
      from (
        select workspace_id, agent_id, version, min(created_at) as first_at, max(created_at) as last_at
        from run group by workspace_id, agent_id, version) as ran
      where agent_versions.workspace_id = ran.workspace_id and agent_versions.agent_id = ran.agent_id
        and agent_versions.number = ran.version
        and (first_run_at is null or first_at < first_run_at
          or last_at > last_run_at + make_interval(secs => ${isGone ? 0 : seenEverySeconds}))
    )
    select count(*) as runs, max(finish_seq) as last_seq,
      coalesce(array_agg(distinct workspace_id::text), '{}') as workspace_ids
    from run
  `.execute(tx);
  return rows[0] ?? { runs: 0, lastSeq: null, workspaceIds: [] };
};
