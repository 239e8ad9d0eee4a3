import type { RunTotals, VersionTotals } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { toSmallestId } from './to-smallest-id.ts';

const dayMs = 86_400_000;
/** Ids are made at most so much before their run's time. */
const clockSlackMs = 60_000;

const noRuns: RunTotals = { runs: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0, unpricedCalls: 0 };

/** Looks totals up by what they are of; nothing ran where there are none. */
export type FindTotals = (id: string) => RunTotals;

const sums = sql`count(*) as runs, sum(input_tokens)::bigint as input_tokens,
  sum(output_tokens)::bigint as output_tokens, sum(cost_nano_usd)::bigint as cost_nano_usd,
  sum(unpriced_calls)::bigint as unpriced_calls`;

const toFindTotals = (rows: readonly (RunTotals & { readonly id: string })[]): FindTotals => {
  const byId = new Map(rows.map(({ id, ...totals }) => [id, totals]));
  return (id) => byId.get(id) ?? noRuns;
};

/** What the runs of each of these conversations come to, from the columns of their rows. */
export const sumConversations = async (
  db: Kysely<Tables>,
  { workspaceId, ids }: { readonly workspaceId: string; readonly ids: readonly string[] },
): Promise<FindTotals> => {
  const { rows } = await sql<RunTotals & { id: string }>`
    select conversation_id as id, ${sums} from runs
    where workspace_id = ${workspaceId} and conversation_id = any(${[...ids]}::uuid[])
    group by conversation_id
  `.execute(db);
  return toFindTotals(rows);
};

/** What the runs of each of these agents come to that began in the 24 hours up to now. */
export const sumAgents = async (
  db: Kysely<Tables>,
  { workspaceId, ids, at }: { readonly workspaceId: string; readonly ids: readonly string[]; readonly at: Date },
): Promise<FindTotals> => {
  const since = new Date(at.getTime() + 1 - dayMs);
  const { rows } = await sql<RunTotals & { id: string }>`
    select agent_id as id, ${sums} from runs
    where workspace_id = ${workspaceId} and agent_id = any(${[...ids]}::uuid[])
      and id >= ${toSmallestId(new Date(since.getTime() - clockSlackMs))}
      and created_at >= ${since} and created_at <= ${at}
    group by agent_id
  `.execute(db);
  return toFindTotals(rows);
};

/** How many runs each of these agents has completed. */
export const countCompletedRuns = async (
  db: Kysely<Tables>,
  { workspaceId, ids }: { readonly workspaceId: string; readonly ids: readonly string[] },
): Promise<(agentId: string) => number> => {
  if (ids.length === 0) return () => 0;
  const rows = await db
    .selectFrom('runs')
    .select(({ fn }) => ['agentId', fn.countAll<number>().as('runs')])
    .where('workspaceId', '=', workspaceId)
    .where('agentId', 'in', ids)
    .where('status', '=', 'completed')
    .groupBy('agentId')
    .execute();
  const byId = new Map(rows.map(({ agentId, runs }) => [agentId, runs]));
  return (agentId) => byId.get(agentId) ?? 0;
};

/** Days of runs that a version's totals have. */
const totalsDays = 30;
const noVersionRuns: VersionTotals = {
  ...noRuns,
  completed: 0,
  failed: 0,
  averageDurationMs: null,
  firstRunAt: null,
  lastRunAt: null,
};

type TotalsRow = Omit<VersionTotals, 'firstRunAt' | 'lastRunAt'> & {
  readonly version: number;
  readonly firstRunAt: Date;
  readonly lastRunAt: Date;
};

/** What the runs of these versions come to that began in the 30 days up to now. */
export const sumVersions = async (
  db: Kysely<Tables>,
  options: {
    readonly workspaceId: string;
    readonly agentId: string;
    readonly numbers: readonly number[];
    readonly at: Date;
  },
): Promise<(number: number) => VersionTotals> => {
  const { workspaceId, agentId, numbers, at } = options;
  const since = new Date(at.getTime() - totalsDays * dayMs);
  const { rows } = await sql<TotalsRow>`
    select version, ${sums}, count(*) filter (where status = 'completed') as completed,
      count(*) filter (where status = 'failed') as failed, avg(duration_ms) as average_duration_ms,
      min(created_at) as first_run_at, max(created_at) as last_run_at
    from runs
    where workspace_id = ${workspaceId} and agent_id = ${agentId} and version = any(${[...numbers]}::int[])
      and id >= ${toSmallestId(since)}
    group by version
  `.execute(db);
  const byNumber = new Map(
    rows.map(({ version, firstRunAt, lastRunAt, ...totals }) => [
      version,
      { ...totals, firstRunAt: firstRunAt.toISOString(), lastRunAt: lastRunAt.toISOString() },
    ]),
  );
  return (number) => byNumber.get(number) ?? noVersionRuns;
};
