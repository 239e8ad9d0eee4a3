import type { SystemDatabase, SystemQueue } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

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
