import type { ActivityPlace } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import type { NewActivity } from './activity.ts';

type Content = 'type' | 'status' | 'taskId' | 'output' | 'error' | 'durationMs' | 'project' | 'intent' | 'reason';

/** An entry on its way, with what is known of its agent. */
export interface DeliverableActivity extends Pick<NewActivity, 'workspaceId' | 'agentId' | Content> {
  readonly id: string;
  readonly at: Date;
  readonly agentSlug: string;
  readonly agentName: string;
  readonly agentType: string;
  readonly agentCapabilities: string[];
}

interface Deliveries {
  readonly place: ActivityPlace;
  readonly limit: number;
}

/** Waits 10 s after a first failure, twice as long after each further one, at most an hour. */
const take = async (
  db: Kysely<Tables>,
  { place, limit }: Deliveries,
  condition: ReturnType<typeof sql>,
): Promise<DeliverableActivity[]> => {
  const { rows } = await sql<DeliverableActivity>`
    with due as (
      select workspace_id, activity_id from activity_deliveries
      where place = ${place} and next_at <= now() and ${condition}
      order by next_at limit ${limit} for update skip locked
    ), taken as (
      update activity_deliveries as delivery
      set attempts = attempts + 1, next_at = now() + least(10 * power(2, least(attempts, 9)), 3600) * interval '1 second'
      from due
      where delivery.workspace_id = due.workspace_id and delivery.activity_id = due.activity_id and delivery.place = ${place}
      returning delivery.workspace_id, delivery.activity_id
    )
    select entry.workspace_id, entry.id, entry.at, entry.type, entry.status, entry.task_id, entry.output, entry.error,
      entry.duration_ms, entry.project, entry.intent, entry.reason, agents.id as agent_id, agents.slug as agent_slug,
      agents.name as agent_name, agents.type as agent_type, agents.capabilities as agent_capabilities
    from taken
    join activity as entry on entry.workspace_id = taken.workspace_id and entry.id = taken.activity_id
    join agents on agents.workspace_id = entry.workspace_id and agents.id = entry.agent_id
    order by entry.id
  `.execute(db);
  return rows;
};

/**
 * Entries of all workspaces that are due at a place, oldest first; nobody else takes them for the next 10 s and more.
 * What failed before comes alone, so that one entry that can't be stored holds no other up.
 */
export const takeDeliveries = async (db: Kysely<Tables>, options: Deliveries): Promise<DeliverableActivity[]> => {
  const fresh = await take(db, options, sql`attempts = 0`);
  return fresh.length > 0 ? fresh : take(db, { ...options, limit: 1 }, sql`attempts > 0`);
};

/** Strikes out what has arrived. */
export const deleteDeliveries = async (
  db: Kysely<Tables>,
  { place, arrived }: { readonly place: ActivityPlace; readonly arrived: readonly DeliverableActivity[] },
): Promise<void> => {
  await sql`
    delete from activity_deliveries
    using unnest(${arrived.map(({ workspaceId }) => workspaceId)}::uuid[], ${arrived.map(({ id }) => id)}::uuid[])
      as arrived (workspace_id, activity_id)
    where activity_deliveries.workspace_id = arrived.workspace_id
      and activity_deliveries.activity_id = arrived.activity_id and place = ${place}
  `.execute(db);
};

/** How many entries of the workspace are on their way to each place. */
export const countDeliveries = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<ReadonlyMap<ActivityPlace, number>> => {
  const rows = await db
    .selectFrom('activityDeliveries')
    .select(['place', ({ fn }) => fn.countAll<number>().as('count')])
    .where('workspaceId', '=', workspaceId)
    .groupBy('place')
    .execute();
  return new Map(rows.map(({ place, count }) => [place, count]));
};
