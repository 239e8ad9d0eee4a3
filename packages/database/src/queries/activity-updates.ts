import { type ActivityStatus, type FinalRunStatus, isFinalRunStatus, type SetAgentStatus } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

/** Characters of output and of error that are read. */
const outputLength = 1000;
const errorLength = 500;

/** What an agent did, in short: a reported entry of activity, or the end of a run. */
export interface ActivityUpdate {
  /** Of the entry or the run. */
  readonly id: string;
  readonly agentId: string;
  readonly taskId: string | null;
  readonly status: ActivityStatus | FinalRunStatus;
  /** At most 1,000 characters. */
  readonly output: string | null;
  /** At most 500 characters. */
  readonly error: string | null;
  readonly durationMs: number | null;
  readonly at: Date;
}

interface UpdatesQuery {
  readonly workspaceId: string;
  readonly ids: readonly string[];
}

/** The entries of these ids that the workspace has, oldest first, their texts cut. */
export const listActivityUpdates = (
  db: Kysely<Tables>,
  { workspaceId, ids }: UpdatesQuery,
): Promise<ActivityUpdate[]> =>
  db
    .selectFrom('activity')
    .select(['id', 'agentId', 'taskId', 'status', 'durationMs', 'at'])
    .select(sql<string | null>`left(output, ${outputLength})`.as('output'))
    .select(sql<string | null>`left(error, ${errorLength})`.as('error'))
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .orderBy('at')
    .orderBy('id')
    .execute();

/** The ends of those of these runs that have ended, oldest first, their texts cut. */
export const listRunEnds = async (
  db: Kysely<Tables>,
  { workspaceId, ids }: UpdatesQuery,
): Promise<ActivityUpdate[]> => {
  const rows = await db
    .selectFrom('runs')
    .select(['id', 'agentId', 'taskId', 'status', 'durationMs', 'endedAt'])
    .select(sql<string | null>`left(output_preview, ${outputLength})`.as('output'))
    .select(sql<string | null>`left(error_message, ${errorLength})`.as('error'))
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where('endedAt', 'is not', null)
    .orderBy('endedAt')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ endedAt, status, ...row }) =>
    endedAt && isFinalRunStatus(status) ? [{ ...row, status, at: endedAt }] : [],
  );
};

/** The status that was set of those of these agents that the workspace has, and whether they were put away. */
export const listAgentStatuses = async (
  db: Kysely<Tables>,
  { workspaceId, ids }: UpdatesQuery,
): Promise<{ readonly id: string; readonly status: SetAgentStatus; readonly isArchived: boolean }[]> => {
  const rows = await db
    .selectFrom('agents')
    .select(['id', 'status', 'archivedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map(({ id, status, archivedAt }) => ({ id, status, isArchived: archivedAt !== null }));
};
