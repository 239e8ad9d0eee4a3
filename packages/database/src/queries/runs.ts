import { AppError, type Run } from '@signalbox/contracts';
import type { Kysely, NotNull } from 'kysely';

import { changeFigures } from '../metrics/change-figures.ts';
import type { Tables } from '../tables.ts';
import { forgetRuns } from './conversations.ts';
import { selectRuns, toRun } from './run-row.ts';

/** The run without its log. Throws `run.not-found`. */
export const getRun = async (
  db: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<Run> => {
  const row = await selectRuns(db, workspaceId).where('runs.id', '=', runId).executeTakeFirst();
  if (!row) throw new AppError('run.not-found', `There is no run ${runId}.`);
  return toRun(row);
};

export interface RunOrigin {
  /** Null for a reported run. */
  readonly conversationId: string | null;
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

/** The run that was started under this key, and what tells whether it was the same start; undefined when none was. */
export const findStartedRun = async (
  db: Kysely<Tables>,
  { workspaceId, idempotencyKey }: { readonly workspaceId: string; readonly idempotencyKey: string },
) =>
  db
    .selectFrom('runs')
    .select(['id as runId', 'conversationId', 'agentId', 'inputPreview'])
    .where('workspaceId', '=', workspaceId)
    .where('idempotencyKey', '=', idempotencyKey)
    .$narrowType<{ conversationId: NotNull }>()
    .executeTakeFirst();

/** Whether the run has not ended. */
export const isRunOpen = async (
  db: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<boolean> => {
  const query = db.selectFrom('runHeads').select('runId');
  return (
    (await query.where('workspaceId', '=', workspaceId).where('runId', '=', runId).executeTakeFirst()) !== undefined
  );
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

/** Deletes runs that have ended with all that they have; figures keep them. Answers how many there were. */
export const deleteEndedRuns = async (
  tx: Kysely<Tables>,
  { workspaceId, runIds }: { readonly workspaceId: string; readonly runIds: readonly string[] },
): Promise<number> => {
  if (runIds.length === 0) return 0;
  const deleted = await changeFigures(tx, { workspaceId, runIds, keepsGone: true }, () =>
    tx
      .deleteFrom('runs')
      .where('workspaceId', '=', workspaceId)
      .where('id', 'in', runIds)
      .returning(['id', 'conversationId'])
      .execute(),
  );
  const ids = [...new Set(deleted.flatMap(({ conversationId }) => conversationId ?? []))];
  if (ids.length > 0) await forgetRuns(tx, { workspaceId, ids, runIds: deleted.map(({ id }) => id) });
  for (const table of ['runEvents', 'runPayloads'] as const) {
    await tx.deleteFrom(table).where('workspaceId', '=', workspaceId).where('runId', 'in', runIds).execute();
  }
  return deleted.length;
};

/**
 * Deletes an ended run with its log; figures keep it. Throws `run.not-found`, and `run.not-ended` while it can still
 * change. A run that followed it keeps its own log.
 */
export const deleteRun = async (
  tx: Kysely<Tables>,
  { workspaceId, runId }: { readonly workspaceId: string; readonly runId: string },
): Promise<void> => {
  if (await lockRun(tx, { workspaceId, runId })) {
    throw new AppError('run.not-ended', 'The run has not ended. Cancel it first.');
  }
  if ((await deleteEndedRuns(tx, { workspaceId, runIds: [runId] })) === 0)
    throw new AppError('run.not-found', `There is no run ${runId}.`);
};
