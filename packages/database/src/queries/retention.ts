import type { KeptKind, WorkspaceSettings } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { deleteEndedRuns } from './runs.ts';
import { toSmallestId } from './to-smallest-id.ts';

const dayMs = 86_400_000;
/** Rows that go in one transaction: readers and writers wait for nothing that they notice. */
const batchSize = 200;

type Days = Pick<WorkspaceSettings, 'keepRunsDays' | 'keepStepsDays' | 'keepActivityDays'>;

interface Retention extends Days {
  readonly workspaceId: string;
  readonly stepsDeletedTo: string | null;
}

/** Everything older than so many days has an id below this one; null: nothing is too old. */
const toBound = (days: number | null, now: Date): string | null =>
  days === null ? null : toSmallestId(new Date(now.getTime() - days * dayMs));

const deleteRuns = async (tx: Kysely<Tables>, { workspaceId }: Retention, bound: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('runs')
    .select(['id', 'conversationId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '<', bound)
    .where('finishSeq', 'is not', null)
    .orderBy('id')
    .limit(batchSize)
    .execute();
  const runIds = rows.map(({ id }) => id);
  await deleteEndedRuns(tx, { workspaceId, runIds });
  // what tools did stays after a deletion by hand, for its list; what is too old goes whole
  const conversationIds = rows.flatMap(({ conversationId }) => conversationId ?? []);
  await sql`delete from tool_calls where workspace_id = ${workspaceId} and run_id = any(${runIds}::uuid[])`.execute(tx);
  await sql`
    delete from conversations where workspace_id = ${workspaceId} and id = any(${conversationIds}::uuid[])
      and not exists (select from runs where runs.workspace_id = conversations.workspace_id
        and runs.conversation_id = conversations.id)
  `.execute(tx);
  return runIds;
};

/** The log goes, the run's row stays; each run once, in their order. */
const deleteSteps = async (tx: Kysely<Tables>, retention: Retention, bound: string): Promise<number> => {
  const { workspaceId, stepsDeletedTo } = retention;
  let query = tx
    .selectFrom('runs')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '<', bound)
    .where('finishSeq', 'is not', null);
  if (stepsDeletedTo !== null) query = query.where('id', '>', stepsDeletedTo);
  const rows = await query.orderBy('id').limit(batchSize).execute();
  const last = rows.at(-1);
  if (!last) return 0;
  const runIds = rows.map(({ id }) => id);
  for (const table of ['runEvents', 'runPayloads'] as const) {
    await tx.deleteFrom(table).where('workspaceId', '=', workspaceId).where('runId', 'in', runIds).execute();
  }
  await tx
    .updateTable('workspaceSettings')
    .set({ stepsDeletedTo: last.id })
    .where('workspaceId', '=', workspaceId)
    .execute();
  return runIds.length;
};

const deleteActivity = async (tx: Kysely<Tables>, { workspaceId }: Retention, bound: string): Promise<number> => {
  const { rows } = await sql`
    delete from activity where workspace_id = ${workspaceId} and id in (
      select id from activity where workspace_id = ${workspaceId} and id < ${bound} order by id limit ${batchSize})
    returning id
  `.execute(tx);
  return rows.length;
};

interface DeletedPiece {
  readonly runIds: readonly string[];
  /** Whether of any kind as much went as goes at once. */
  readonly isFull: boolean;
}

/** A piece of what is too old in one workspace. */
const deletePiece = async (tx: Kysely<Tables>, retention: Retention, now: Date): Promise<DeletedPiece> => {
  const { keepRunsDays, keepStepsDays, keepActivityDays } = retention;
  const runs = toBound(keepRunsDays, now);
  const steps = toBound(keepStepsDays, now);
  const activity = toBound(keepActivityDays, now);
  const runIds = runs === null ? [] : await deleteRuns(tx, retention, runs);
  const emptied = steps === null ? 0 : await deleteSteps(tx, retention, steps);
  const entries = activity === null ? 0 : await deleteActivity(tx, retention, activity);
  return { runIds, isFull: Math.max(runIds.length, emptied, entries) >= batchSize };
};

export interface DeletedExpired {
  /** Runs that are gone, by workspace. */
  readonly runs: readonly { readonly workspaceId: string; readonly runIds: readonly string[] }[];
  /** Whether there is more to delete now. */
  readonly hasMore: boolean;
}

/**
 * Deletes a piece of what is older than its workspace keeps it, at most 200 rows of each kind and workspace; a workspace
 * that another process is at is passed over. Figures keep the runs.
 */
export const deleteExpired = async (db: Kysely<Tables>, now: Date): Promise<DeletedExpired> => {
  // of all workspaces: each is worked on by itself below
  const { rows } = await sql<{ workspaceId: string }>`
    select workspace_id from workspace_settings
    where coalesce(keep_runs_days, keep_steps_days, keep_activity_days) is not null`.execute(db);
  const runs = [];
  let hasMore = false;
  for (const { workspaceId } of rows) {
    const piece = await db.transaction().execute(async (tx) => {
      const retention = await tx
        .selectFrom('workspaceSettings')
        .select(['workspaceId', 'keepRunsDays', 'keepStepsDays', 'keepActivityDays', 'stepsDeletedTo'])
        .where('workspaceId', '=', workspaceId)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      return retention && deletePiece(tx, retention, now);
    });
    if (!piece) continue;
    runs.push({ workspaceId, runIds: piece.runIds });
    hasMore ||= piece.isFull;
  }
  return { runs, hasMore };
};

/** Of larger amounts only that they are larger is told. */
const mostCounted = 100_000;

const countOf = (kind: KeptKind, workspaceId: string, bound: string) => {
  const table = sql.table(kind === 'activity' ? 'activity' : 'runs');
  const ended = kind === 'activity' ? sql`true` : sql`finish_seq is not null`;
  return sql`(select count(*) from (select from ${table} where workspace_id = ${workspaceId} and id < ${bound} and ${ended}
    limit ${mostCounted + 1}) as expired)`;
};

const tablesOf: Record<KeptKind, readonly string[]> = {
  runs: ['runs', 'run_models', 'tool_calls', 'conversations'],
  steps: ['run_events', 'run_payloads', 'tool_sets'],
  activity: ['activity', 'activity_words'],
};

/** What there is of each kind, and how many would go that are older than these days. */
export const listKept = async (
  db: Kysely<Tables>,
  { workspaceId, days, now }: { readonly workspaceId: string; readonly days: Days; readonly now: Date },
) => {
  const keptDays = { runs: days.keepRunsDays, steps: days.keepStepsDays, activity: days.keepActivityDays };
  const kinds = ['runs', 'steps', 'activity'] as const;
  return Promise.all(
    kinds.map(async (kind) => {
      const bound = toBound(keptDays[kind], now);
      const { rows } = await sql<{ bytes: number; expired: number }>`
        select (select sum(pg_total_relation_size(name::regclass)) from unnest(${tablesOf[kind]}::text[]) as name)::bigint
          as bytes, ${bound === null ? sql`0` : countOf(kind, workspaceId, bound)}::int as expired
      `.execute(db);
      const { bytes = 0, expired = 0 } = rows[0] ?? {};
      return { kind, bytes, expired: Math.min(expired, mostCounted), isMore: expired > mostCounted };
    }),
  );
};
