import { type Kysely, sql } from 'kysely';

import { changeFigures } from '../metrics/change-figures.ts';
import type { Tables } from '../tables.ts';

/** Runs that go in one transaction. */
const batchSize = 500;

interface WorkspaceKey {
  readonly workspaceId: string;
}

/** Marks agents as part of the sample data: they go with it, and all that they have. */
export const markSampleAgents = async (
  tx: Kysely<Tables>,
  { workspaceId, ids }: WorkspaceKey & { readonly ids: readonly string[] },
): Promise<void> => {
  await tx
    .updateTable('agents')
    .set({ isSample: true })
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where('isSample', '=', false)
    .execute();
};

/** How many runs the agents of the sample data have. */
export const countSampleRuns = async (db: Kysely<Tables>, { workspaceId }: WorkspaceKey): Promise<number> => {
  const { runs } = await db
    .selectFrom('runs')
    .innerJoin('agents', (join) =>
      join.onRef('agents.workspaceId', '=', 'runs.workspaceId').onRef('agents.id', '=', 'runs.agentId'),
    )
    .select(({ fn }) => fn.countAll<number>().as('runs'))
    .where('runs.workspaceId', '=', workspaceId)
    .where('agents.isSample', '=', true)
    .executeTakeFirstOrThrow();
  return runs;
};

const deleteRuns = async (tx: Kysely<Tables>, workspaceId: string, runIds: string[]): Promise<void> => {
  await changeFigures(tx, { workspaceId, runIds, keepsGone: false }, async () => {
    for (const table of ['runEvents', 'runPayloads', 'toolCalls'] as const) {
      await tx.deleteFrom(table).where('workspaceId', '=', workspaceId).where('runId', 'in', runIds).execute();
    }
    await tx.deleteFrom('runs').where('workspaceId', '=', workspaceId).where('id', 'in', runIds).execute();
  });
};

/** What figures keep of runs of these agents that were deleted before. */
const deleteBuckets = async (tx: Kysely<Tables>, workspaceId: string, agentIds: string[]): Promise<void> => {
  await sql`
    delete from metric_buckets where workspace_id = ${workspaceId} and series in ('version', 'model', 'tool')
      and agent_id = any(${agentIds}::uuid[])`.execute(tx);
};

/** What a piece of the sample data took with it; `isDone`: nothing of it is left. */
export interface DeletedSamples {
  readonly runs: number;
  readonly isDone: boolean;
}

/** Deletes a piece of the sample data, at most 500 runs, and with the last of them its agents; figures forget all of it. */
export const deleteSamples = (db: Kysely<Tables>, { workspaceId }: WorkspaceKey): Promise<DeletedSamples> =>
  db.transaction().execute(async (tx) => {
    const agents = await tx
      .selectFrom('agents')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('isSample', '=', true)
      .execute();
    const agentIds = agents.map(({ id }) => id);
    if (agentIds.length === 0) return { runs: 0, isDone: true };
    const runs = await tx
      .selectFrom('runs')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('agentId', 'in', agentIds)
      .limit(batchSize)
      .execute();
    const runIds = runs.map(({ id }) => id);
    if (runIds.length > 0) await deleteRuns(tx, workspaceId, runIds);
    if (runIds.length === batchSize) return { runs: batchSize, isDone: false };
    await deleteBuckets(tx, workspaceId, agentIds);
    await tx.deleteFrom('agents').where('workspaceId', '=', workspaceId).where('id', 'in', agentIds).execute();
    return { runs: runIds.length, isDone: true };
  });
