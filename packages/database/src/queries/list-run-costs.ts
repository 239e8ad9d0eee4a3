import type { RunEvent } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { ReportModel } from '../report-writer/report-row.ts';
import { parseRunEvents, type RunEventRow } from '../run-log/parse-run-events.ts';
import type { Tables } from '../tables.ts';
import { toIdTime } from './to-id-time.ts';
import { toSmallestId } from './to-smallest-id.ts';

/** Ids are made at most so much before the time that their run has. */
const clockSlackMs = 60_000;
/** Runs of a page: their calls are parsed, and their figures change, while others wait. */
const pageSize = 100;

export interface RunCostsOptions {
  readonly workspaceId: string;
  /** Runs that began then or later. */
  readonly from: Date;
  /** Only runs that called this model, as their figures name it. */
  readonly model?: string | undefined;
  /** The last run of the page before. */
  readonly after?: string | undefined;
}

/** What an ended run cost, and what that was made of. */
export interface RunCost {
  readonly id: string;
  readonly createdAt: Date;
  /** It ran elsewhere: what it used is known by model only. */
  readonly isReported: boolean;
  readonly computedCostNanoUsd: number | null;
  readonly models: readonly ReportModel[];
  /** Starts and ends of its model calls, in order, as far as its log is still there. */
  readonly events: readonly RunEvent[];
}

export interface RunCostPage {
  /** Runs that have ended, in the order of their ids. */
  readonly items: readonly RunCost[];
  /** The last run that was looked at; null at the end. */
  readonly cursor: string | null;
  /** How much of the time until now is before it. */
  readonly share: number;
}

const listIds = async (db: Kysely<Tables>, options: RunCostsOptions): Promise<string[]> => {
  const { workspaceId, from, model, after } = options;
  const first = after ?? toSmallestId(new Date(from.getTime() - clockSlackMs));
  if (model === undefined) {
    const runs = db.selectFrom('runs').select('id').where('workspaceId', '=', workspaceId);
    const rows = await runs.where('id', '>', first).orderBy('id').limit(pageSize).execute();
    return rows.map(({ id }) => id);
  }
  const used = db.selectFrom('runModels').select('runId').where('workspaceId', '=', workspaceId);
  const ofModel = used.where('model', '=', model).where('runId', '>', first);
  return (await ofModel.orderBy('runId').limit(pageSize).execute()).map(({ runId }) => runId);
};

const listModels = async (
  db: Kysely<Tables>,
  workspaceId: string,
  runIds: readonly string[],
): Promise<Map<string, ReportModel[]>> => {
  const rows = await db
    .selectFrom('runModels')
    .select(['runId', 'model', 'calls', 'costNanoUsd', 'unpricedCalls', 'isCostTold'])
    .select(['inputFresh', 'inputCacheRead', 'inputCacheWrite5m', 'inputCacheWrite1h', 'inputToolUse'])
    .select(['outputText', 'outputReasoning'])
    .where('workspaceId', '=', workspaceId)
    .where('runId', 'in', runIds)
    .orderBy('model')
    .execute();
  const models = rows.map(({ runId, model, calls, costNanoUsd, unpricedCalls, isCostTold, ...usage }) => {
    return { runId, model: { model, calls, usage, costNanoUsd, unpricedCalls, isCostTold } };
  });
  const byRun = Map.groupBy(models, ({ runId }) => runId);
  return new Map([...byRun].map(([runId, own]) => [runId, own.map(({ model }) => model)]));
};

/** Whole pages at once: a log is read by its run, and only the entries of model calls. */
const listCalls = async (
  db: Kysely<Tables>,
  workspaceId: string,
  runIds: readonly string[],
): Promise<Map<string, (RunEventRow & { readonly runId: string })[]>> => {
  const { rows } = await sql<RunEventRow & { readonly runId: string }>`
    select event.run_id, event.seq, event.epoch, event.type, event.at, coalesce(large.content, event.payload) as payload
    from unnest(${[...runIds]}::uuid[]) as run (id)
    cross join lateral (select * from run_events where run_id = run.id
      and type in ('model-call-start', 'model-call-end', 'model-call-discard') offset 0) as event
    left join run_payloads as large on event.payload = '' and large.run_id = event.run_id and large.seq = event.seq
    where event.workspace_id = ${workspaceId}
    order by event.run_id, event.seq`.execute(db);
  return Map.groupBy(rows, ({ runId }) => runId);
};

/** Ended runs with what they cost and what they used, page by page in the order of their ids. */
export const listRunCosts = async (db: Kysely<Tables>, options: RunCostsOptions): Promise<RunCostPage> => {
  const { workspaceId, from } = options;
  const ids = await listIds(db, options);
  const [last] = ids.slice(-1);
  if (last === undefined) return { items: [], cursor: null, share: 1 };
  const runs = await db
    .selectFrom('runs')
    .select(['id', 'createdAt', 'source', 'computedCostNanoUsd'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where('createdAt', '>=', from)
    .where('finishSeq', 'is not', null)
    .orderBy('id')
    .execute();
  const ownIds = runs.flatMap(({ id, source }) => (source === 'report' ? [] : [id]));
  const models = await listModels(db, workspaceId, ids);
  const calls = await listCalls(db, workspaceId, ownIds);
  const items = runs.map(({ source, ...run }) => ({
    ...run,
    isReported: source === 'report',
    models: models.get(run.id) ?? [],
    events: parseRunEvents((calls.get(run.id) ?? []).map(({ runId: _runId, ...event }) => event)),
  }));
  const share = (toIdTime(last).getTime() - from.getTime()) / Math.max(1, Date.now() - from.getTime());
  const isEnd = ids.length < pageSize;
  return { items, cursor: isEnd ? null : last, share: isEnd ? 1 : Math.min(1, Math.max(0, share)) };
};
