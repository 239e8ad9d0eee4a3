import type { RunTotals, VersionTotals } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { type Figures, listFigures } from '../metrics/read-figures.ts';
import type { Tables } from '../tables.ts';
import { versionFirstRunAt, versionLastRunAt } from './version-run-times.ts';

const dayMs = 86_400_000;
const noPercentiles = { percentiles: 'none' } as const;

const noRuns: RunTotals = { runs: 0, inputTokens: 0, outputTokens: 0, costNanoUsd: 0, unpricedCalls: 0 };

/** Looks totals up by what they are of; nothing ran where there are none. */
export type FindTotals = (id: string) => RunTotals;

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
    select conversation_id as id, count(*) as runs, sum(input_tokens)::bigint as input_tokens,
      sum(output_tokens)::bigint as output_tokens, sum(cost_nano_usd)::bigint as cost_nano_usd,
      sum(unpriced_calls)::bigint as unpriced_calls
    from runs
    where workspace_id = ${workspaceId} and conversation_id = any(${[...ids]}::uuid[])
    group by conversation_id
  `.execute(db);
  return toFindTotals(rows);
};

const toTotals = ({ count, inputTokens, outputTokens, costNanoUsd, unpricedCalls }: Figures): RunTotals => ({
  runs: count,
  inputTokens,
  outputTokens,
  costNanoUsd,
  unpricedCalls,
});

interface AgentsKey {
  readonly workspaceId: string;
  readonly ids: readonly string[];
}

/** What the runs of each of these agents come to that began in the 24 hours up to now, deleted ones included. */
export const sumAgents = async (
  db: Kysely<Tables>,
  { workspaceId, ids, at }: AgentsKey & { readonly at: Date },
): Promise<FindTotals> => {
  const until = new Date(at.getTime() + 1);
  const spans = [{ from: new Date(until.getTime() - dayMs), until }];
  const figures = await listFigures(db, { workspaceId, agentIds: ids, by: 'agent', spans }, noPercentiles);
  return toFindTotals(figures.map((row) => ({ id: row.key, ...toTotals(row) })));
};

/** How many runs each of these agents has completed, deleted ones included. */
export const countCompletedRuns = async (
  db: Kysely<Tables>,
  { workspaceId, ids }: AgentsKey,
): Promise<(agentId: string) => number> => {
  if (ids.length === 0) return () => 0;
  // runs that are reported may begin a day ahead of our clock
  const spans = [{ from: new Date(0), until: new Date(Math.ceil(Date.now() / dayMs + 2) * dayMs) }];
  const figures = await listFigures(db, { workspaceId, agentIds: ids, by: 'agent', spans }, noPercentiles);
  const byId = new Map(figures.map(({ key, completed }) => [key, completed]));
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

interface VersionsKey {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly numbers: readonly number[];
}

/** When the first and the last run of each of these versions began, deleted ones included. */
const listRunTimes = (db: Kysely<Tables>, { workspaceId, agentId, numbers }: VersionsKey) =>
  db
    .selectFrom('agentVersions')
    .select(['number', versionFirstRunAt.as('firstAt'), versionLastRunAt.as('lastAt')])
    .where('workspaceId', '=', workspaceId)
    .where('agentId', '=', agentId)
    .where(sql<boolean>`number = any(${[...numbers]}::int[])`)
    .execute();

/** What the runs of these versions come to that began in the 30 days up to now, and when they first and last ran. */
export const sumVersions = async (
  db: Kysely<Tables>,
  { at, ...key }: VersionsKey & { readonly at: Date },
): Promise<(number: number) => VersionTotals> => {
  const { workspaceId, agentId } = key;
  const until = new Date(at.getTime() + 1);
  const spans = [{ from: new Date(until.getTime() - totalsDays * dayMs), until }];
  const keys = key.numbers.map((number) => `${agentId} ${number}`);
  const figures = await listFigures(
    db,
    { workspaceId, agentIds: [agentId], by: 'version', keys, spans },
    noPercentiles,
  );
  const times = await listRunTimes(db, key);
  return (number) => {
    const own = figures.find((row) => row.key === `${agentId} ${number}`);
    const { firstAt, lastAt } = times.find((row) => row.number === number) ?? {};
    return {
      ...noVersionRuns,
      ...(own && {
        ...toTotals(own),
        completed: own.completed,
        failed: own.failed,
        averageDurationMs: own.meanDurationMs,
      }),
      firstRunAt: firstAt?.toISOString() ?? null,
      lastRunAt: lastAt?.toISOString() ?? null,
    };
  };
};
