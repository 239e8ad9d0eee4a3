import type { MetricOrder, Metrics, ModelUsage } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { factSql, type FactSource } from './fact-sql.ts';
import { type FigureQuery, toSeries } from './figure-query.ts';
import { toPercentile } from './histogram.ts';
import { figureColumns, maxNames, usageColumns } from './series-columns.ts';

/** Figures of a span and a key; of nothing there are none. */
export interface Figures extends Metrics {
  /** Number of the span. */
  readonly part: number;
  readonly key: string;
}

/** One moment of the database, in which figures that belong together are read. */
export const readAtOnce = <Result>(
  db: Kysely<Tables>,
  read: (tx: Kysely<Tables>) => Promise<Result>,
): Promise<Result> =>
  db.isTransaction
    ? read(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);

const openSource = async (tx: Kysely<Tables>, query: FigureQuery): Promise<FactSource> => {
  const series = toSeries(query);
  const { workspaceId } = query;
  const { rows } = await sql<{ foldedSeq: number; names: number }>`
    select folded_seq, (
      select count(*) from metric_names where workspace_id = ${workspaceId} and series = ${series}) as names
    from metric_state`.execute(tx);
  const { foldedSeq = 0, names = 0 } = rows[0] ?? {};
  return { query, series, foldedSeq, isFull: names >= maxNames, now: new Date() };
};

/** Sums are cut to what a number holds. */
const sumsSql = sql.raw(
  ['gone', 'unfinished', ...figureColumns, ...usageColumns]
    .map((column) => `least(greatest(sum(${column}), 0), ${Number.MAX_SAFE_INTEGER})::bigint as ${column}`)
    .join(', '),
);

const histogramSql = (name: string) =>
  sql.raw(`
    select part, key, array_agg(bin order by bin) as ${name}_bins, array_agg(bin_count order by bin) as ${name}_counts
    from (
      select part, key, bin, sum(bin_count)::int as bin_count
      from fact cross join lateral unnest(${name}_bins, ${name}_counts) as one (bin, bin_count)
      group by part, key, bin having sum(bin_count) > 0) as binned
    group by part, key`);

type Row = Omit<Metrics, `${string}Ms` | 'unfinished' | 'usage'> &
  ModelUsage & {
    readonly part: number;
    readonly key: string;
    readonly unfinished: number;
    readonly timed: number;
    readonly durationUs: number;
    readonly durationBins: readonly number[] | null;
    readonly durationCounts: readonly number[] | null;
    readonly firstTokenBins: readonly number[] | null;
    readonly firstTokenCounts: readonly number[] | null;
  };

const toFigures = (row: Row, hasUsage: boolean): Figures => {
  const { timed, durationUs, durationBins, durationCounts, firstTokenBins, firstTokenCounts, ...rest } = row;
  const { inputFresh, inputCacheRead, inputCacheWrite5m, inputCacheWrite1h, inputToolUse, ...other } = rest;
  const { outputText, outputReasoning, ...figures } = other;
  const input = { inputFresh, inputCacheRead, inputCacheWrite5m, inputCacheWrite1h, inputToolUse };
  const durations = { bins: durationBins ?? [], counts: durationCounts ?? [] };
  const firstTokens = { bins: firstTokenBins ?? [], counts: firstTokenCounts ?? [] };
  return {
    ...figures,
    meanDurationMs: timed === 0 ? null : durationUs / timed / 1000,
    p50DurationMs: toPercentile(durations, 0.5),
    p95DurationMs: toPercentile(durations, 0.95),
    p99DurationMs: toPercentile(durations, 0.99),
    p50FirstTokenMs: toPercentile(firstTokens, 0.5),
    p95FirstTokenMs: toPercentile(firstTokens, 0.95),
    usage: hasUsage ? { ...input, outputText, outputReasoning } : null,
  };
};

/** The figures of nothing. */
export const noFigures: Metrics = {
  count: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  unfinished: 0,
  gone: 0,
  meanDurationMs: null,
  p50DurationMs: null,
  p95DurationMs: null,
  p99DurationMs: null,
  p50FirstTokenMs: null,
  p95FirstTokenMs: null,
  inputTokens: 0,
  outputTokens: 0,
  usage: null,
  costNanoUsd: 0,
  failedCostNanoUsd: 0,
  unpricedCalls: 0,
};

/**
 * What the runs or calls come to that began in each span, of each key. They equal the rows at the moment they are read,
 * however far the buckets go. Throws `request.invalid` for conditions that no series has together.
 */
export const listFigures = (
  db: Kysely<Tables>,
  query: FigureQuery,
  { hasUsage = false }: { readonly hasUsage?: boolean } = {},
): Promise<Figures[]> =>
  readAtOnce(db, async (tx) => {
    const facts = factSql(await openSource(tx, query), { hasUsage });
    const { rows } = await sql<Row>`
      ${facts}, summed as (select part, key, ${sumsSql} from fact group by part, key),
      durations as (${histogramSql('duration')}), first_tokens as (${histogramSql('first_token')})
      select * from summed left join durations using (part, key) left join first_tokens using (part, key)
    `.execute(tx);
    return rows.map((row) => toFigures(row, hasUsage));
  });

const orderSql: Record<MetricOrder, string> = {
  count: 'sum(count)',
  failed: 'sum(failed)',
  cost: 'sum(cost_nano_usd)',
  'failed-cost': 'sum(failed_cost_nano_usd)',
  duration: 'sum(duration_us) / nullif(sum(timed), 0)',
};

/** The keys that have the most of it in the spans together, the most first; those without any are left out. */
export const listTopKeys = (
  db: Kysely<Tables>,
  query: FigureQuery,
  { order, limit }: { readonly order: MetricOrder; readonly limit: number },
): Promise<string[]> =>
  readAtOnce(db, async (tx) => {
    const amount = sql.raw(orderSql[order]);
    const { rows } = await sql<{ key: string }>`
      ${factSql(await openSource(tx, query), { hasUsage: false })}
      select key from fact group by key having ${amount} > 0 order by ${amount} desc, key limit ${limit}
    `.execute(tx);
    return rows.map(({ key }) => key);
  });

/** How many agents ran in each span. */
export const countActiveAgents = (db: Kysely<Tables>, query: FigureQuery): Promise<number[]> =>
  readAtOnce(db, async (tx) => {
    const { rows } = await sql<{ part: number; agents: number }>`
      ${factSql(await openSource(tx, { ...query, by: 'agent' }), { hasUsage: false })}
      select part, count(*) as agents from (
        select part, key from fact group by part, key having sum(count) > 0) as active
      group by part
    `.execute(tx);
    return query.spans.map((_, part) => rows.find((row) => row.part === part)?.agents ?? 0);
  });
