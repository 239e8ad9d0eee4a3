import type { Run } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { versionLabel } from './version-label.ts';

/** The workspace's runs as lists show them, without payloads, to be narrowed. */
export const selectRuns = (db: Kysely<Tables>, workspaceId: string) =>
  db
    .selectFrom('runs')
    .innerJoin('agents', (join) =>
      join.onRef('agents.workspaceId', '=', 'runs.workspaceId').onRef('agents.id', '=', 'runs.agentId'),
    )
    .innerJoin('agentVersions', (join) =>
      join
        .onRef('agentVersions.workspaceId', '=', 'runs.workspaceId')
        .onRef('agentVersions.agentId', '=', 'runs.agentId')
        .onRef('agentVersions.number', '=', 'runs.version'),
    )
    .select(versionLabel.as('versionLabel'))
    .select([
      'runs.id',
      'runs.conversationId',
      'runs.previousRunId',
      'runs.agentId',
      'agents.slug as agentSlug',
      'agents.name as agentName',
      'runs.version',
      'runs.isDraft',
      'runs.source',
      'runs.status',
      'runs.inputPreview',
      'runs.outputPreview',
      'runs.errorCode',
      'runs.errorMessage',
      'runs.waitsFor',
      'runs.resumes',
      'runs.createdAt',
      'runs.startedAt',
      'runs.endedAt',
      'runs.durationMs',
      'runs.inputTokens',
      'runs.outputTokens',
      'runs.costNanoUsd',
      'runs.unpricedCalls',
      'runs.firstTokenMs',
      'runs.computedCostNanoUsd',
      'runs.repricedAt',
      'runs.initiator',
      'runs.externalId',
      'runs.taskId',
    ])
    .where('runs.workspaceId', '=', workspaceId);

type RunRow = Awaited<ReturnType<ReturnType<typeof selectRuns>['executeTakeFirstOrThrow']>>;

export const toRun = ({ errorCode, errorMessage, createdAt, startedAt, endedAt, repricedAt, ...row }: RunRow): Run => ({
  ...row,
  error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
  createdAt: createdAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
  repricedAt: repricedAt?.toISOString() ?? null,
});

/** The runs of these ids that the workspace has, newest first. */
export const listRunsById = async (
  db: Kysely<Tables>,
  { workspaceId, runIds }: { readonly workspaceId: string; readonly runIds: readonly string[] },
): Promise<Run[]> => {
  if (runIds.length === 0) return [];
  const rows = await selectRuns(db, workspaceId).where('runs.id', 'in', runIds).orderBy('runs.id', 'desc').execute();
  return rows.map(toRun);
};
