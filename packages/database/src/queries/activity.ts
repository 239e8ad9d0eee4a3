import {
  type Activity,
  type ActivityIntent,
  type ActivityPlace,
  type ActivityStatus,
  type Actor,
  AppError,
  isId,
  isJsonObject,
  JsonValue,
  newId,
  newIdAt,
  type Page,
} from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { toSimilarWordQuery } from './activity-words.ts';
import { toSmallestId } from './to-smallest-id.ts';

export interface NewActivity {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly type: string;
  readonly status: ActivityStatus;
  /** When it happened; now, when it is undefined. */
  readonly at: Date | undefined;
  readonly taskId: string | null;
  readonly output: string | null;
  readonly error: string | null;
  readonly durationMs: number | null;
  readonly project: string;
  readonly intent: ActivityIntent;
  readonly reason: string;
  /** JSON. */
  readonly details: string | null;
  readonly sender: Actor;
  readonly address: string | null;
  /** Where it is to be brought. */
  readonly places: readonly ActivityPlace[];
}

/** Writes an entry with its deliveries, and when its agent was active last; gives its id, which sorts by its time. */
export const insertActivity = async (tx: Kysely<Tables>, entry: NewActivity): Promise<string> => {
  const { workspaceId, agentId, sender, places } = entry;
  const now = new Date();
  const at = entry.at ?? now;
  // of exactly its time, by which it is found
  const id = entry.at === undefined ? newId(now.getTime()) : newIdAt(at.getTime());
  await tx
    .insertInto('activity')
    .values({ ...entry, id, at, sender: JSON.stringify(sender), places: [...places] })
    .execute();
  if (places.length > 0) {
    const rows = places.map((place) => ({ workspaceId, activityId: id, place, nextAt: now }));
    await tx.insertInto('activityDeliveries').values(rows).execute();
  }
  await tx
    .updateTable('agents')
    .set({ lastActiveAt: sql<Date>`greatest(last_active_at, ${at})` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', agentId)
    .execute();
  return id;
};

/** An entry, and whether it is in the cache: null when none was connected at its time. */
export type StoredActivity = Activity & { readonly isCached: boolean | null };

const isAt = (place: ActivityPlace) =>
  sql<boolean | null>`case when ${place} = any(activity.places) then not exists (
    select from activity_deliveries as delivery where delivery.workspace_id = activity.workspace_id
      and delivery.activity_id = activity.id and delivery.place = ${place}) end`;

/** The workspace's entries, to be narrowed. */
const selectActivity = (db: Kysely<Tables>, workspaceId: string) =>
  db
    .selectFrom('activity')
    .innerJoin('agents', (join) =>
      join.onRef('agents.workspaceId', '=', 'activity.workspaceId').onRef('agents.id', '=', 'activity.agentId'),
    )
    .select([
      'activity.id',
      'activity.agentId',
      'agents.slug as agentSlug',
      'agents.name as agentName',
      'activity.type',
      'activity.status',
      'activity.at',
      'activity.taskId',
      'activity.output',
      'activity.error',
      'activity.durationMs',
      'activity.project',
      'activity.intent',
      'activity.reason',
      'activity.details',
    ])
    .select([isAt('memory').as('isInMemory'), isAt('cache').as('isCached')])
    .where('activity.workspaceId', '=', workspaceId);

type ActivityRow = Awaited<ReturnType<ReturnType<typeof selectActivity>['executeTakeFirstOrThrow']>>;

const toActivity = ({ at, details, ...row }: ActivityRow): StoredActivity => {
  const parsed = details === null ? undefined : JsonValue.parse(JSON.parse(details));
  return { ...row, at: at.toISOString(), runId: null, details: isJsonObject(parsed) ? parsed : null };
};

/** One entry. Throws `request.not-found`. */
export const getActivity = async (
  db: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<StoredActivity> => {
  const row = await selectActivity(db, workspaceId).where('activity.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('request.not-found', `There is no activity ${id}.`);
  return toActivity(row);
};

export interface ListActivityOptions {
  readonly workspaceId: string;
  readonly limit: number;
  /** Only entries before this id. */
  readonly cursor?: string | undefined;
  /** Id or slug. */
  readonly agent?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: ActivityStatus | undefined;
  readonly project?: string | undefined;
  readonly intent?: ActivityIntent | undefined;
  /** Happened at or after, and before. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Words, and words like them. */
  readonly search?: string | undefined;
  /** Entries that the search has found elsewhere. */
  readonly foundIds?: readonly string[] | undefined;
}

/** Matches of a search that are sorted; of more frequent words the next ones are near, and read in their order. */
const maxMatches = 3000;

/** The condition of a search; undefined without one. */
const toSearch = async (db: Kysely<Tables>, { workspaceId, search, foundIds = [] }: ListActivityOptions) => {
  if (search === undefined) return undefined;
  const query = await toSimilarWordQuery(db, { workspaceId, search });
  const isFound = (ids: readonly string[]) => sql<boolean>`activity.id = any(${[...ids]}::uuid[])`;
  if (query === undefined) return isFound(foundIds);
  // what the parser takes apart is looked for as words, in any order
  const hasWords = sql<boolean>`search @@ replace(to_tsquery('simple', ${query})::text, '<->', '&')::tsquery`;
  const matches = await db
    .selectFrom('activity')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where(hasWords)
    .limit(maxMatches)
    .execute();
  if (matches.length < maxMatches) return isFound([...matches.map(({ id }) => id), ...foundIds]);
  return sql<boolean>`(${hasWords} or ${isFound(foundIds)})`;
};

/** A page of the workspace's entries, newest first by their times. */
export const listActivity = async (db: Kysely<Tables>, options: ListActivityOptions): Promise<Page<StoredActivity>> => {
  const { workspaceId, limit, cursor, agent, from, until } = options;
  let query = selectActivity(db, workspaceId);
  if (cursor !== undefined) query = query.where('activity.id', '<', cursor);
  if (agent !== undefined && isId(agent)) query = query.where('activity.agentId', '=', agent);
  else if (agent !== undefined) {
    query = query.where((eb) => {
      const named = eb.selectFrom('agents as named').select('named.id').where('named.workspaceId', '=', workspaceId);
      return eb('activity.agentId', '=', named.where('named.slug', '=', agent));
    });
  }
  for (const column of ['type', 'status', 'project', 'intent'] as const) {
    const value = options[column];
    if (value !== undefined) query = query.where(`activity.${column}`, '=', value);
  }
  // ids are made of the times
  if (from !== undefined) query = query.where('activity.id', '>=', toSmallestId(new Date(from)));
  if (until !== undefined) query = query.where('activity.id', '<', toSmallestId(new Date(until)));
  const search = await toSearch(db, options);
  if (search) query = query.where(search);
  const rows = await query
    .orderBy('activity.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(toActivity);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
