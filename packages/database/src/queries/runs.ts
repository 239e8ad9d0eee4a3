import { AppError, isId, type Page, type Run, type RunStatus } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

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

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** A page of the workspace's runs, newest first, without payloads. */
export const listRuns = async (db: Kysely<Tables>, options: ListRunsOptions): Promise<Page<Run>> => {
  const { workspaceId, limit, cursor, offset, statuses, agent, search } = options;
  let query = selectRuns(db, workspaceId);
  if (cursor !== undefined) query = query.where('runs.id', '<', cursor);
  if (statuses !== undefined) query = query.where('runs.status', 'in', statuses);
  if (agent !== undefined) query = query.where(isId(agent) ? 'agents.id' : 'agents.slug', '=', agent);
  if (search !== undefined) query = query.where('runs.inputPreview', 'ilike', `%${escapeLike(search)}%`);
  const rows = await query
    .orderBy('runs.id', 'desc')
    .limit(limit + 1)
    .offset(offset)
    .execute();
  const items = rows.slice(0, limit).map(toRun);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** What a repetition of a run needs of it. */
export const getRunOrigin = async (
  db: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
) => {
  const row = await db
    .selectFrom('runs')
    .select(['conversationId', 'previousRunId', 'agentId', 'modelOverride', 'inputPreview'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', runId)
    .executeTakeFirst();
  if (!row) throw new AppError('run.not-found', `There is no run ${runId}.`);
  return row;
};

/**
 * Deletes an ended run with its log. Throws `run.not-found`, and `run.not-ended` while it can still change.
 * A run that followed it keeps its own log.
 */
export const deleteRun = async (
  tx: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<void> => {
  const head = await tx
    .selectFrom('runHeads')
    .select('runId')
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .executeTakeFirst();
  if (head) throw new AppError('run.not-ended', 'The run has not ended. Cancel it first.');
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

/** Notes that an agent was used. */
export const touchAgent = async (
  tx: Kysely<Tables>,
  { workspaceId, agentId, at }: { readonly workspaceId: string; readonly agentId: string; readonly at: string },
): Promise<void> => {
  await tx
    .updateTable('agents')
    .set({ lastActiveAt: sql<Date>`greatest(last_active_at, ${new Date(at)})` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', agentId)
    .execute();
};
