import type { SystemDatabase, SystemMetrics, SystemQueue } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

const mostWaiting = 10_000;

/** The version of PostgreSQL that answers, the size of the database, and the migrations that it has. */
export const getDatabaseFigures = async (db: Kysely<Tables>): Promise<Omit<SystemDatabase, 'engine'>> => {
  const { rows } = await sql<Omit<SystemDatabase, 'engine'>>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as size_bytes,
      count(*) as migrations, max(name) as newest_migration
    from kysely_migration
  `.execute(db);
  const [figures] = rows;
  if (!figures) throw new Error('the database does not say what it is');
  return figures;
};

/** How many runs of the workspace have not ended, since when the oldest waits for a worker, and how many work. */
export const getQueueFigures = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<SystemQueue> => {
  const { rows } = await sql<Omit<SystemQueue, 'oldestQueuedAt'> & { readonly oldestQueuedAt: Date | null }>`
    select count(*) filter (where status = 'queued') as queued, count(*) filter (where status = 'running') as running,
      count(*) filter (where status = 'waiting') as waiting,
      min(created_at) filter (where status = 'queued') as oldest_queued_at,
      (select count(distinct lease_owner) from run_heads
        where run_heads.workspace_id = ${workspaceId} and lease_expires_at > now()) as busy_workers
    from runs where workspace_id = ${workspaceId} and status in ('queued', 'running', 'waiting')
  `.execute(db);
  const [figures] = rows;
  if (!figures) throw new Error('the database does not count its runs');
  return { ...figures, oldestQueuedAt: figures.oldestQueuedAt?.toISOString() ?? null };
};

/** How many ended runs of the workspace are not in the buckets of figures yet, at most 10,000, and since when. */
export const getMetricsLag = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<SystemMetrics> => {
  const { rows } = await sql<{ foldedAt: Date | null; waiting: number; waitingSince: Date | null }>`
    with waiting as (
      select finish_seq, ended_at from runs
      where workspace_id = ${workspaceId} and finish_seq > (select folded_seq from metric_state)
      order by finish_seq limit ${mostWaiting})
    -- a reported run may have ended long before it came: it waits since the last folding at the most
    select folded_at, (select count(*) from waiting) as waiting,
      (select greatest(ended_at, folded_at) from waiting order by finish_seq limit 1) as waiting_since
    from metric_state
  `.execute(db);
  const { foldedAt = null, waiting = 0, waitingSince = null } = rows[0] ?? {};
  return {
    foldedAt: foldedAt?.toISOString() ?? null,
    waiting,
    waitingSince: waitingSince?.toISOString() ?? null,
  };
};
