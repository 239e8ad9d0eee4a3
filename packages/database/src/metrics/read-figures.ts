import type { MetricOrder, MetricPercentiles, Metrics, ModelUsage } from '@signalbox/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { activeSql, type FactColumn, factSql, type FactSource } from './fact-sql.ts';
import { type FigureQuery, toSeries } from './figure-query.ts';
import { decodeHistogram, toPercentiles } from './histogram.ts';
import {
  figureColumns,
  histogramColumns,
  isHistogram,
  maxNames,
  otherName,
  toHistogramSumSql,
  usageColumns,
} from './series-columns.ts';

/** Figures of a span and a key; of nothing there are none. */
export interface Figures extends Metrics {
  /** Number of the span. */
  readonly part: number;
  readonly key: string;
}

/** How far the buckets go, and the series that have all the names they may have. */
interface BucketState {
  readonly foldedSeq: number;
  readonly quartersFrom: Date;
  readonly fullSeries: readonly string[];
}

/** What was found in the transactions that see one moment: the same for all that is read in them. */
const moments = new WeakMap<Kysely<Tables>, Map<string, Promise<BucketState>>>();

/** One moment of the database, in which figures that belong together are read. */
export const readAtOnce = <Result>(
  db: Kysely<Tables>,
  read: (tx: Kysely<Tables>) => Promise<Result>,
): Promise<Result> =>
  db.isTransaction
    ? read(db)
    : db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => {
          moments.set(tx, new Map());
          return read(tx);
        });

const readState = async (tx: Kysely<Tables>, workspaceId: string): Promise<BucketState> => {
  const { rows } = await sql<BucketState>`
    select folded_seq, quarters_from, array(
      select series from metric_names where workspace_id = ${workspaceId} group by series having count(*) >= ${maxNames}
    ) as full_series from metric_state`.execute(tx);
  return rows[0] ?? { foldedSeq: 0, quartersFrom: new Date(0), fullSeries: [] };
};

const findState = (tx: Kysely<Tables>, workspaceId: string): Promise<BucketState> => {
  const found = moments.get(tx);
  const state = found?.get(workspaceId) ?? readState(tx, workspaceId);
  found?.set(workspaceId, state);
  return state;
};

const openSource = async (
  tx: Kysely<Tables>,
  query: FigureQuery,
  { columns, usagePart }: Pick<FactSource, 'columns' | 'usagePart'>,
): Promise<FactSource> => {
  const series = toSeries(query);
  const { fullSeries, ...state } = await findState(tx, query.workspaceId);
  return { ...state, query, series, isFull: fullSeries.includes(series), now: new Date(), columns, usagePart };
};

const numbers = ['gone', 'unfinished', ...figureColumns] as const;

const toSum = (column: string): string =>
  isHistogram(column) ? toHistogramSumSql(column) : `sum(${column}) as ${column}`;

/** Numbers are cut to what a number holds; histograms come as text: bytes take twice as much on their way. */
const toAnswer = (column: string): string =>
  isHistogram(column)
    ? `encode(string_agg(${column}, ''), 'base64') as ${column}`
    : `least(greatest(sum(${column}), 0), ${Number.MAX_SAFE_INTEGER})::bigint as ${column}`;

const toColumnsSql = (columns: readonly FactColumn[], toText: (column: string) => string): RawBuilder<unknown> =>
  sql.raw(columns.map(toText).join(', '));

/** Those of usage and the histograms only when they were asked for. */
type Row = Omit<Metrics, `${string}Ms` | 'unfinished' | 'usage'> &
  ModelUsage & {
    readonly part: number;
    readonly key: string;
    readonly unfinished: number;
    readonly timed: number;
    readonly durationUs: number;
    readonly durationHistogram?: string | null;
    readonly firstTokenHistogram?: string | null;
  };

const toFigures = (row: Row, hasUsage: boolean): Figures => {
  const { timed, durationUs, durationHistogram, firstTokenHistogram, ...rest } = row;
  const { inputFresh, inputCacheRead, inputCacheWrite5m, inputCacheWrite1h, inputToolUse, ...other } = rest;
  const { outputText, outputReasoning, ...figures } = other;
  const input = { inputFresh, inputCacheRead, inputCacheWrite5m, inputCacheWrite1h, inputToolUse };
  const [p50DurationMs = null, p95DurationMs = null, p99DurationMs = null] = toPercentiles(
    decodeHistogram(durationHistogram ?? ''),
    [0.5, 0.95, 0.99],
  );
  const [p50FirstTokenMs = null, p95FirstTokenMs = null] = toPercentiles(
    decodeHistogram(firstTokenHistogram ?? ''),
    [0.5, 0.95],
  );
  return {
    ...figures,
    meanDurationMs: timed === 0 ? null : durationUs / timed / 1000,
    p50DurationMs,
    p95DurationMs,
    p99DurationMs,
    p50FirstTokenMs,
    p95FirstTokenMs,
    usage: hasUsage ? { ...input, outputText, outputReasoning } : null,
  };
};

/** What keys are ordered by. */
const amounts: Record<MetricOrder, string> = {
  count: 'sum(count)',
  failed: 'sum(failed)',
  cost: 'sum(cost_nano_usd)',
  'failed-cost': 'sum(failed_cost_nano_usd)',
  duration: 'sum(duration_us) / nullif(sum(timed), 0)',
};

/** The keys that have the most of something in the spans together, the most first; those without any are left out. */
interface TopKeys {
  readonly order: MetricOrder;
  readonly limit: number;
  /** Number of the only span that counts for that. */
  readonly part?: number;
  /** Whether all others come after them, together as `other`. */
  readonly hasOther?: boolean;
}

interface FigureOptions {
  /** Also tokens by class. */
  readonly hasUsage?: boolean;
  /** Percentiles of what, which take longest: of all unless told; those of the rest are null. */
  readonly percentiles?: MetricPercentiles;
  /** Of these only, in their order; of all keys, in any, without it. */
  readonly top?: TopKeys | undefined;
}

const histogramsOf: Readonly<Record<MetricPercentiles, readonly FactColumn[]>> = {
  none: [],
  duration: ['duration_histogram'],
  'first-token': ['first_token_histogram'],
  all: histogramColumns,
};

const toTopSql = ({ order, limit, part, hasOther = false }: TopKeys): RawBuilder<unknown> => {
  const amount = sql.raw(amounts[order]);
  return sql`
    select key, row_number() over (order by ${amount} desc, key) as place from summed
    where true ${part === undefined ? sql`` : sql`and part = ${part}`} ${hasOther ? sql`and key <> ${otherName}` : sql``}
    group by key having ${amount} > 0 order by place limit ${limit}`;
};

/** The sums of facts by span and key; facts are read once, whatever is asked of them. */
const toSumSql = ({ columns }: Pick<FactSource, 'columns'>, top: TopKeys | undefined): RawBuilder<unknown> => {
  const numbersSql = toColumnsSql(columns, toAnswer);
  if (!top) return sql`select part, key, ${numbersSql} from fact group by part, key`;
  const key = top.hasOther === true ? sql`coalesce(top.key, ${otherName}) as key` : sql`top.key`;
  const join = sql.raw(top.hasOther === true ? 'left join' : 'join');
  return sql`, summed as materialized (
      select part, key, ${toColumnsSql(columns, toSum)} from fact group by part, key
    ), top as (${toTopSql(top)})
    select part, ${key}, ${numbersSql} from summed ${join} top on top.key = summed.key
    group by part, top.key, place order by place`;
};

/**
 * What the runs or calls come to that began in each span, of each key. They equal the rows at the moment they are read,
 * however far the buckets go. Throws `request.invalid` for conditions that no series has together.
 */
export const listFigures = (
  db: Kysely<Tables>,
  query: FigureQuery,
  { hasUsage = false, percentiles = 'all', top }: FigureOptions = {},
): Promise<Figures[]> =>
  readAtOnce(db, async (tx) => {
    const columns = [...numbers, ...(hasUsage ? usageColumns : []), ...histogramsOf[percentiles]];
    const source = await openSource(tx, query, { columns });
    const { rows } = await sql<Row>`${factSql(source)} ${toSumSql(source, top)}`.execute(tx);
    return rows.map((row) => toFigures(row, hasUsage));
  });

/** What spans come to. */
export interface Totals {
  /** With the tokens by class of the first span; none of a span without runs. */
  readonly figures: readonly Figures[];
  /** How many agents ran in each span; null with an initiator, whose agents are not known. */
  readonly activeAgents: readonly number[] | null;
}

/** What the runs or calls come to that began in each span, all of them together, and how many agents ran in it. */
export const readTotals = (db: Kysely<Tables>, query: Omit<FigureQuery, 'by' | 'keys'>): Promise<Totals> =>
  readAtOnce(db, async (tx) => {
    const columns = [...numbers, ...usageColumns, ...histogramColumns];
    const source = await openSource(tx, query, { columns, usagePart: 0 });
    const hasAgents = query.initiator === undefined;
    const active = async (): Promise<RawBuilder<unknown>> =>
      activeSql({ ...(await openSource(tx, { ...query, by: 'agent' }, { columns: ['count'] })), now: source.now });
    const agents = sql`(select count(*) from active where active.part = fact.part) as agents`;
    const { rows } = await sql<Row & { agents: number }>`
      ${factSql(source)} ${hasAgents ? await active() : sql``}
      select part, key, ${toColumnsSql(columns, toAnswer)}, ${hasAgents ? agents : sql`0 as agents`}
      from fact group by part, key`.execute(tx);
    const figures = rows.map(({ agents: _agents, ...row }) => toFigures(row, row.part === 0));
    const countAgents = (part: number): number => rows.find((row) => row.part === part)?.agents ?? 0;
    return { figures, activeAgents: hasAgents ? query.spans.map((_, part) => countAgents(part)) : null };
  });

/** How many runs of each agent began in each span, by its id; agents without any are left out. */
export const countAgentRuns = (db: Kysely<Tables>, query: FigureQuery): Promise<ReadonlyMap<string, number[]>> =>
  readAtOnce(db, async (tx) => {
    const { rows } = await sql<{ part: number; key: string; count: number }>`
      ${factSql(await openSource(tx, { ...query, by: 'agent' }, { columns: ['count'] }))}
      select part, key, ${sql.raw(toAnswer('count'))} from fact group by part, key having sum(count) > 0
    `.execute(tx);
    const counts = new Map<string, number[]>();
    for (const { part, key, count } of rows) {
      const own = counts.get(key) ?? query.spans.map(() => 0);
      own[part] = count;
      counts.set(key, own);
    }
    return counts;
  });
