import { AppError, isId, type Page, type Run, type RunStatus } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { toContainsPattern } from './to-contains-pattern.ts';

const selectRuns = (db: Kysely<Tables>, workspaceId: string) =>
  db
    .selectFrom('runs')
    .innerJoin('agents', (join) =>
      join.onRef('agents.workspaceId', '=', 'runs.workspaceId').onRef('agents.id', '=', 'runs.agentId'),
    )
    .select([
      'runs.id',
      'runs.conversationId',
      'runs.previousRunId',
      'runs.agentId',
      'agents.slug as agentSlug',
      'agents.name as agentName',
      'runs.version',
      'runs.source',
      'runs.status',
      'runs.inputPreview',
      'runs.outputPreview',
      'runs.errorCode',
      'runs.errorMessage',
      'runs.createdAt',
      'runs.startedAt',
      'runs.endedAt',
      'runs.durationMs',
      'runs.inputTokens',
      'runs.outputTokens',
      'runs.costNanoUsd',
      'runs.unpricedCalls',
    ])
    .where('runs.workspaceId', '=', workspaceId);

type RunRow = Awaited<ReturnType<ReturnType<typeof selectRuns>['executeTakeFirstOrThrow']>>;

const toRun = ({ errorCode, errorMessage, createdAt, startedAt, endedAt, ...row }: RunRow): Run => ({
  ...row,
  error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
});

/** The run without its log. Throws `run.not-found`. */
export const getRun = async (
  db: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<Run> => {
  const row = await selectRuns(db, workspaceId).where('runs.id', '=', runId).executeTakeFirst();
  if (!row) throw new AppError('run.not-found', `There is no run ${runId}.`);
  return toRun(row);
};

export interface ListRunsOptions {
  readonly workspaceId: string;
  readonly limit: number;
  /** Id of the last run of the page before. */
  readonly cursor?: string | undefined;
  readonly offset: number;
  readonly statuses?: readonly RunStatus[] | undefined;
  /** Id or slug. */
  readonly agent?: string | undefined;
  readonly search?: string | undefined;
}

/** A page of the workspace's runs, newest first, without payloads. */
export const listRuns = async (db: Kysely<Tables>, options: ListRunsOptions): Promise<Page<Run>> => {
  const { workspaceId, limit, cursor, offset, statuses, agent, search } = options;
  let query = selectRuns(db, workspaceId);
  if (cursor !== undefined) query = query.where('runs.id', '<', cursor);
  if (statuses !== undefined) query = query.where('runs.status', 'in', statuses);
  if (agent !== undefined) query = query.where(isId(agent) ? 'agents.id' : 'agents.slug', '=', agent);
  if (search !== undefined) query = query.where('runs.inputPreview', 'ilike', toContainsPattern(search));
  const rows = await query
    .orderBy('runs.id', 'desc')
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const items = rows.slice(0, limit).map(toRun);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

export interface RunOrigin {
  readonly conversationId: string;
  readonly previousRunId: string | null;
  readonly agentId: string;
  /** `provider/model`. */
  readonly modelOverride: string | null;
}

/** Where a run stands in its conversation, and the model that its caller asked for. Throws `run.not-found`. */
export const getRunOrigin = async (
  db: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<RunOrigin> => {
  const row = await db
    .selectFrom('runs')
    .select(['conversationId', 'previousRunId', 'agentId', 'modelOverride'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', runId)
    .executeTakeFirst();
  if (!row) throw new AppError('run.not-found', `There is no run ${runId}.`);
  return row;
};

/**
 * Holds the run as it is until the transaction ends: nothing is appended to it meanwhile. False when it has ended
 * or is not the workspace's.
 */
export const lockRun = async (
  tx: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<boolean> => {
  const head = await tx
    .selectFrom('runHeads')
    .select('runId')
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .forUpdate()
    .executeTakeFirst();
  return head !== undefined;
};

/**
 * Deletes an ended run with its log. Throws `run.not-found`, and `run.not-ended` while it can still change.
 * A run that followed it keeps its own log.
 */
export const deleteRun = async (
  tx: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<void> => {
  if (await lockRun(tx, { workspaceId, runId })) {
    throw new AppError('run.not-ended', 'The run has not ended. Cancel it first.');
  }
  const deleted = await tx
    .deleteFrom('runs')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', runId)
    .returning('id')
    .executeTakeFirst();
  if (!deleted) throw new AppError('run.not-found', `There is no run ${runId}.`);
  for (const table of ['runEvents', 'runPayloads'] as const) {
    await tx.deleteFrom(table).where('workspaceId', '=', workspaceId).where('runId', '=', runId).execute();
  }
};
