import { emptyMetrics, type Page, type Tool, type ToolCall, type ToolOutcome } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { listFigures } from '../metrics/read-figures.ts';
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

/** What was done with each of these tools, by name: by the runs of the last 24 hours before `at`, and when it was used last. */
export const listToolUsage = async (
  db: Kysely<Tables>,
  { workspaceId, tools, at }: { readonly workspaceId: string; readonly tools: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, Tool['usage']>> => {
  const until = new Date(at.getTime() + 1);
  const spans = [{ from: new Date(until.getTime() - dayMs), until }];
  const figures = await listFigures(db, { workspaceId, by: 'tool', keys: tools, spans });
  const { rows } = await sql<{ tool: string; lastAt: Date | null }>`
    select name as tool, (
      select at from tool_calls where workspace_id = ${workspaceId} and tool = name order by at desc limit 1) as last_at
    from unnest(${tools}::text[]) as name
  `.execute(db);
  return new Map(
    rows.map(({ tool, lastAt }) => {
      const own = figures.find(({ key }) => key === tool);
      const { count: calls, failed: failures, p95DurationMs } = own ?? emptyMetrics;
      return [tool, { calls, failures, p95DurationMs, lastAt: lastAt?.toISOString() ?? null }];
    }),
  );
};
