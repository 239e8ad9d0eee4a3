import type { RunTotals } from '@signalbox/contracts';
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
