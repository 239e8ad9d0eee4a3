import type { Page, Tool, ToolCall, ToolOutcome } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

export interface ListToolCallsOptions {
  readonly workspaceId: string;
  readonly tool: string;
  readonly outcome?: ToolOutcome | undefined;
  readonly limit: number;
  /** Time, run and seq of the last call of the page before. */
  readonly after?: { readonly at: string; readonly runId: string; readonly seq: number } | undefined;
}

/** A page of a tool's calls, newest first; those of deleted runs are left out. */
export const listToolCalls = async (
  db: Kysely<Tables>,
  { workspaceId, tool, outcome, limit, after }: ListToolCallsOptions,
): Promise<Pick<Page<ToolCall>, 'items'> & { readonly hasMore: boolean }> => {
  let query = db
    .selectFrom('toolCalls as call')
    .innerJoin('runs', (join) =>
      join.onRef('runs.workspaceId', '=', 'call.workspaceId').onRef('runs.id', '=', 'call.runId'),
    )
    .innerJoin('agents', (join) =>
      join.onRef('agents.workspaceId', '=', 'call.workspaceId').onRef('agents.id', '=', 'call.agentId'),
    )
    .select(['call.runId', 'call.seq', 'call.tool', 'call.agentId', 'agents.name as agentName', 'call.at'])
    .select(['call.outcome', 'call.durationMs', 'runs.status as runStatus'])
    .where('call.workspaceId', '=', workspaceId)
    .where('call.tool', '=', tool);
  if (outcome !== undefined) query = query.where('call.outcome', '=', outcome);
  if (after !== undefined) {
    const { at, runId, seq } = after;
    // the first condition alone is a bound of the index
    query = query
      .where('call.at', '<=', new Date(at))
      .where(sql<boolean>`(call.at < ${at} or (call.run_id, call.seq) > (${runId}, ${seq}))`);
  }
  const rows = await query
    .orderBy('call.at', 'desc')
    .orderBy('call.runId')
    .orderBy('call.seq')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
  return { items, hasMore: rows.length > limit };
};

const dayMs = 86_400_000;

/** What was done with each of these tools, by name: the last 24 hours before `at`, and when it was used last. */
export const listToolUsage = async (
  db: Kysely<Tables>,
  { workspaceId, tools, at }: { readonly workspaceId: string; readonly tools: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, Tool['usage']>> => {
  const since = new Date(at.getTime() - dayMs);
  const { rows } = await sql<{
    tool: string;
    calls: number;
    failures: number;
    p95DurationMs: number | null;
    lastAt: Date | null;
  }>`
    select name as tool, recent.calls, recent.failures, recent.p95_duration_ms, last.at as last_at
    from unnest(${tools}::text[]) as name
    cross join lateral (
      select count(*) as calls, count(*) filter (where outcome in ('error', 'timeout', 'unknown')) as failures,
        percentile_cont(0.95) within group (order by duration_ms) as p95_duration_ms
      from tool_calls where workspace_id = ${workspaceId} and tool = name and at >= ${since}) as recent
    left join lateral (
      select at from tool_calls where workspace_id = ${workspaceId} and tool = name order by at desc limit 1
    ) as last on true
  `.execute(db);
  return new Map(rows.map(({ tool, lastAt, ...usage }) => [tool, { ...usage, lastAt: lastAt?.toISOString() ?? null }]));
};
