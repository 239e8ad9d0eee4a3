import { type RawBuilder, sql } from 'kysely';

import { toSmallestId } from '../queries/to-smallest-id.ts';
import type { FigureQuery, Series } from './figure-query.ts';
import { toHistogramSql } from './histogram.ts';
import { type BucketColumn, isHistogram, maxNameLength, nobody, otherName, usageColumns } from './series-columns.ts';
import { type PieceOptions, toPieces } from './to-pieces.ts';

/** Ids are made at most so much before the time that their run has, or after. */
const clockSlackMs = 60_000;

/** What is read of one moment of the database. */
export interface FactSource extends PieceOptions {
  readonly query: FigureQuery;
  readonly series: Series;
  readonly foldedSeq: number;
  /** Whether new names are counted under `other`. */
  readonly isFull: boolean;
  /** What is asked for: the fewer, the faster. */
  readonly columns: readonly FactColumn[];
  /** Number of the only span whose tokens by class are wanted. */
  readonly usagePart?: number | undefined;
}

/** What a fact has: the columns of buckets, and how many of the runs were deleted or have not ended. */
export type FactColumn = BucketColumn | 'gone' | 'unfinished';

const nothing = sql``;

/**
 * Ends a subquery that is to be read for each row before it, by an index: how much the ranges hold is not known when the
 * statement is planned, and tables would be read whole.
 */
const oneByOne = sql`offset 0`;

/** Where a row says what it is counted under. */
interface Place {
  /** Table with its agent and version. */
  readonly agent: string;
  readonly name: RawBuilder<unknown>;
}

/** What tells figures apart, where the rows themselves have it. */
const toKeySql = ({ query: { by }, series }: FactSource, { agent, name }: Place): RawBuilder<unknown> | undefined => {
  if (by === 'agent') return sql.raw(`${agent}.agent_id::text`);
  if (by === 'version') return sql.raw(`${agent}.agent_id || ' ' || ${agent}.version`);
  return by === series ? name : undefined;
};

const toConditions = (source: FactSource, place: Place) => {
  const { query, series } = source;
  const { workspaceId, agentIds, version, project, keys } = query;
  const key = keys && toKeySql(source, place);
  const name = series === 'workspace' || series === 'version' ? undefined : query[series];
  const agentId = sql.raw(`${place.agent}.agent_id`);
  return sql.join(
    [
      agentIds === undefined ? nothing : sql`and ${agentId} = any(${[...agentIds]}::uuid[])`,
      version === undefined ? nothing : sql`and ${sql.raw(place.agent)}.version = ${version}`,
      project === undefined
        ? nothing
        : sql`and ${agentId} in (select id from agents where workspace_id = ${workspaceId} and project = ${project})`,
      name === undefined ? nothing : sql`and ${place.name} = left(${name}, ${maxNameLength})`,
      key === undefined ? nothing : sql`and ${key} = any(${[...(keys ?? [])]}::text[])`,
    ],
    sql` `,
  );
};

/** What a bucket has no column for. */
const ofBucket: Readonly<Partial<Record<FactColumn, string>>> = {
  gone: 'case when is_gone then count else 0 end as gone',
  unfinished: '0 as unfinished',
};

const bucketSql = (source: FactSource): RawBuilder<unknown> => {
  const { query, series, columns } = source;
  const { cells } = toPieces(query.spans, source);
  const conditions = toConditions(source, { agent: 'metric_buckets', name: sql`name` });
  return sql`
    select cell.part, bucket.*
    from unnest(${cells.map(({ part }) => part)}::int[], ${cells.map(({ grain }) => grain)}::text[],
      ${cells.map(({ fromMs }) => new Date(fromMs))}::timestamptz[],
      ${cells.map(({ untilMs }) => new Date(untilMs))}::timestamptz[],
      ${cells.map(({ hasLive }) => hasLive)}::boolean[], ${cells.map(({ hasGone }) => hasGone)}::boolean[])
      as cell (part, grain, since, until, has_live, has_gone)
    cross join lateral (
      select agent_id, version, name, ${sql.raw(columns.map((column) => ofBucket[column] ?? column).join(', '))}
      from metric_buckets
      where workspace_id = ${query.workspaceId} and series = ${series} and grain = cell.grain
        and at >= cell.since and at < cell.until and case when is_gone then has_gone else has_live end ${conditions}
      ${oneByOne}) as bucket`;
};

const runColumns = sql.raw(
  `id, agent_id, version, initiator, created_at, status, duration_ms, first_token_ms, input_tokens, output_tokens,
    cost_nano_usd, unpriced_calls`,
);

/**
 * The condition as one of which nothing is known: of two about times that are not known when the statement is planned, a
 * planner thinks that next to nothing is left, and sorts thousands of rows that it should hash.
 */
export const unguessed = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`coalesce(${condition}, false)`;

/** The runs that are read one by one: folded ones in parts of buckets, and those that are in no bucket yet. */
const rawRunSql = (source: FactSource): RawBuilder<unknown> => {
  const { query, foldedSeq } = source;
  const { workspaceId, spans } = query;
  const { edges } = toPieces(spans, source);
  const conditions = toConditions(
    { ...source, series: source.series === 'initiator' ? 'initiator' : 'version' },
    { agent: 'runs', name: toName(source, 'runs') },
  );
  const idsOf = (times: readonly number[], slackMs: number): string[] =>
    times.map((ms) => toSmallestId(new Date(ms + slackMs)));
  const toDates = (times: readonly number[]): Date[] => times.map((ms) => new Date(ms));
  const [starts, ends] = [edges.map(({ fromMs }) => fromMs), edges.map(({ untilMs }) => untilMs)];
  return sql`
    select edge.part, edge.sign, run.*
    from unnest(${edges.map(({ part }) => part)}::int[], ${edges.map(({ sign }) => sign)}::int[],
      ${toDates(starts)}::timestamptz[], ${toDates(ends)}::timestamptz[],
      ${idsOf(starts, -clockSlackMs)}::uuid[], ${idsOf(ends, clockSlackMs)}::uuid[])
      as edge (part, sign, since, until, first_id, end_id)
    cross join lateral (
      select ${runColumns} from runs
      where workspace_id = ${workspaceId} and id >= edge.first_id and id < edge.end_id
        and ${unguessed(sql`created_at >= edge.since and created_at < edge.until`)}
        and finish_seq <= ${foldedSeq} ${conditions}
      ${oneByOne}) as run
    union all
    select span.part, 1, run.*
    from unnest(${spans.map((_, part) => part)}::int[], ${spans.map(({ from }) => from)}::timestamptz[],
      ${spans.map(({ until }) => until)}::timestamptz[]) as span (part, since, until)
    join (
      select ${runColumns} from runs where workspace_id = ${workspaceId} and finish_seq is null ${conditions}
      union all
      select ${runColumns} from runs where workspace_id = ${workspaceId} and finish_seq > ${foldedSeq} ${conditions}
    ) as run on run.created_at >= span.since and run.created_at < span.until`;
};

const nameColumns = { initiator: 'initiator', model: 'model', tool: 'tool' } as const;

/** The name that a run's or call's figures are counted under. */
const toName = ({ query, series, isFull }: FactSource, table: string): RawBuilder<unknown> => {
  if (series === 'workspace' || series === 'version') return sql`''`;
  const name = sql.raw(`left(${table}.${nameColumns[series]}, ${maxNameLength})`);
  if (!isFull) return name;
  return sql`case when exists (select from metric_names where workspace_id = ${query.workspaceId} and series = ${series}
    and metric_names.name = ${name}) then ${name} else ${otherName} end`;
};

/** What the columns are sums of, over runs or calls; those that are not named are nothing. */
type Sums = Readonly<Partial<Record<FactColumn, string>>>;

interface FactParts {
  readonly name: RawBuilder<unknown>;
  readonly sums: Sums;
  readonly from: RawBuilder<unknown>;
}

const toColumnSql = (column: FactColumn, { [column]: summed }: Sums): string => {
  if (summed === undefined) return isHistogram(column) ? 'null' : '0';
  return isHistogram(column) ? `string_agg(${toHistogramSql(summed, 'sign')}, '')` : `sign * sum(${summed})`;
};

/** The agent and version of facts, where these are told apart by them: the less they are told apart, the fewer there are. */
const toPlaceSql = (by: FigureQuery['by']): RawBuilder<unknown> => {
  if (by === 'version') return sql`run.agent_id, run.version`;
  return by === 'agent' || by === 'project' ? sql`run.agent_id, 0` : sql`${nobody}::uuid, 0`;
};

/** The facts of rows that are read one by one, those of one place and name together: no more than they must be. */
const toFactSql = ({ query: { by }, columns }: FactSource, { name, sums, from }: FactParts): RawBuilder<unknown> => {
  const place = toPlaceSql(by);
  const columnsSql = sql.raw(columns.map((column) => toColumnSql(column, sums)).join(', '));
  return sql`select part, ${place}, ${name}, ${columnsSql} from ${from} group by 1, 2, 3, 4, sign`;
};

const usageSums: Sums = Object.fromEntries(usageColumns.map((column) => [column, `used.${column}`]));

const runFactSql = (source: FactSource): RawBuilder<unknown> =>
  toFactSql(source, {
    name: toName(source, 'run'),
    sums: {
      unfinished: `(status in ('queued', 'running', 'waiting'))::int`,
      count: '1',
      completed: `(status = 'completed')::int`,
      failed: `(status = 'failed')::int`,
      cancelled: `(status = 'cancelled')::int`,
      timed: '(duration_ms is not null)::int',
      duration_us: 'coalesce(round(duration_ms * 1000), 0)::bigint',
      input_tokens: 'input_tokens',
      output_tokens: 'output_tokens',
      cost_nano_usd: 'cost_nano_usd',
      failed_cost_nano_usd: `case when status = 'failed' then cost_nano_usd else 0 end`,
      unpriced_calls: 'unpriced_calls',
      duration_histogram: 'duration_ms',
      first_token_histogram: 'first_token_ms',
    },
    from: sql`raw_run as run`,
  });

const usedSql = (workspaceId: string): RawBuilder<unknown> => sql`
  raw_run as run cross join lateral (
    select * from run_models where run_models.workspace_id = ${workspaceId} and run_models.run_id = run.id ${oneByOne}
  ) as used`;

/** The tokens of runs by class, which their model calls have. */
const usageFactSql = (source: FactSource): RawBuilder<unknown> => {
  const { query, usagePart } = source;
  const wanted = usagePart === undefined ? nothing : sql`where run.part = ${usagePart}`;
  const from = sql`${usedSql(query.workspaceId)} ${wanted}`;
  return toFactSql(source, { name: toName(source, 'run'), sums: usageSums, from });
};

const modelFactSql = (source: FactSource): RawBuilder<unknown> => {
  const name = toName(source, 'used');
  return toFactSql(source, {
    name,
    sums: {
      count: 'used.calls',
      input_tokens: `used.input_fresh + used.input_cache_read + used.input_cache_write5m + used.input_cache_write1h
        + used.input_tool_use`,
      output_tokens: 'used.output_text + used.output_reasoning',
      cost_nano_usd: 'used.cost_nano_usd',
      unpriced_calls: 'used.unpriced_calls',
      ...usageSums,
    },
    from: sql`${usedSql(source.query.workspaceId)} where true ${toConditions(source, { agent: 'run', name })}`,
  });
};

const toolFactSql = (source: FactSource): RawBuilder<unknown> => {
  const name = toName(source, 'call');
  return toFactSql(source, {
    name,
    sums: {
      count: '1',
      completed: `coalesce(call.outcome = 'ok', false)::int`,
      failed: `coalesce(call.outcome in ('error', 'timeout', 'unknown'), false)::int`,
      cancelled: `coalesce(call.outcome in ('cancelled', 'denied'), false)::int`,
      timed: '(call.duration_ms is not null)::int',
      duration_us: 'coalesce(round(call.duration_ms * 1000), 0)::bigint',
      duration_histogram: 'call.duration_ms',
    },
    // by the run alone: of a new table a planner may think that its workspace says more
    from: sql`raw_run as run cross join lateral (
      select * from tool_calls where tool_calls.run_id = run.id ${oneByOne}) as call
      where true ${toConditions(source, { agent: 'run', name })}`,
  });
};

const toRawFacts = (source: FactSource): RawBuilder<unknown> => {
  const hasUsage = source.columns.some((column) => column in usageSums);
  if (source.series === 'tool') return toolFactSql(source);
  if (source.series === 'model') return modelFactSql(source);
  return hasUsage ? sql`${runFactSql(source)} union all ${usageFactSql(source)}` : runFactSql(source);
};

/**
 * The beginning of a statement: `fact` has what the figures are sums of, each with the number of its span and its key.
 * Buckets, less or more the runs of parts of some, and the runs that are in no bucket yet: no run is in two of them.
 */
export const factSql = (source: FactSource): RawBuilder<unknown> => {
  const { workspaceId, by, keys } = source.query;
  const place = { agent: 'fact', name: sql.raw('fact.name') };
  const key = by === 'project' ? sql.raw(`coalesce(agents.project, '')`) : (toKeySql(source, place) ?? sql.raw(`''`));
  const wanted = keys ? sql`where ${key} = any(${[...keys]}::text[])` : nothing;
  const agents =
    by === 'project'
      ? sql`left join agents on agents.workspace_id = ${workspaceId} and agents.id = fact.agent_id`
      : nothing;
  return sql`
    with raw_run as (${rawRunSql(source)}), placed as (
      ${bucketSql(source)} union all ${toRawFacts(source)}
    ), fact as (
      select ${key} as key, fact.* from placed as fact ${agents} ${wanted}
    )`;
};

/** More of such a statement, of the same moment and conditions, by agent: `active` has a row for each that ran in a span. */
export const activeSql = (source: FactSource): RawBuilder<unknown> => sql`, active as (
    select part, agent_id from (${bucketSql(source)} union all ${toRawFacts(source)}) as ran
    group by part, agent_id having sum(count) > 0
  )`;
