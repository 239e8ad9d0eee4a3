import type { ApiKey, ApiKeyScope, Page } from '@signalbox/contracts';
import { type Kysely, type Selectable, sql } from 'kysely';

import type { ApiKeysTable, Tables } from '../tables.ts';

const columns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'requestsPerMinute',
  'createdAt',
  'expiresAt',
  'revokedAt',
  'lastUsedAt',
] as const;

type ApiKeyRow = Pick<Selectable<ApiKeysTable>, (typeof columns)[number]>;

const toApiKey = ({ createdAt, expiresAt, revokedAt, lastUsedAt, ...row }: ApiKeyRow): ApiKey => ({
  ...row,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

/** Keeps a new key; only its hash is stored. */
export const insertApiKey = async (
  tx: Kysely<Tables>,
  key: Omit<ApiKey, 'revokedAt' | 'lastUsedAt'> & { readonly workspaceId: string; readonly hash: string },
): Promise<void> => {
  await tx.insertInto('apiKeys').values(key).execute();
};

/** A page of the workspace's keys, newest first, revoked ones included. */
export const listApiKeys = async (
  db: Kysely<Tables>,
  {
    workspaceId,
    limit,
    cursor,
  }: { readonly workspaceId: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<ApiKey>> => {
  const rows = await db
    .selectFrom('apiKeys')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(toApiKey);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** The key, nobody else changing it until the transaction ends; undefined when the workspace has no such key. */
export const lockApiKey = async (
  tx: Kysely<Tables>,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
): Promise<ApiKey | undefined> => {
  const row = await tx
    .selectFrom('apiKeys')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toApiKey(row);
};

/** Keeps what may change of a key: what it is called, when it ends, how often it may ask. */
export const updateApiKey = async (
  tx: Kysely<Tables>,
  key: Pick<ApiKey, 'id' | 'name' | 'expiresAt' | 'requestsPerMinute'> & { readonly workspaceId: string },
): Promise<void> => {
  const { workspaceId, id, name, expiresAt, requestsPerMinute } = key;
  await tx
    .updateTable('apiKeys')
    .set({ name, expiresAt, requestsPerMinute })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
};

/** A request that came with a key. */
export interface ApiKeyUse {
  readonly workspaceId: string;
  readonly id: string;
  readonly at: Date;
}

/** Keeps when keys were last used, one statement for all of them, of whatever workspaces. */
export const updateApiKeyUses = async (db: Kysely<Tables>, uses: readonly ApiKeyUse[]): Promise<void> => {
  await sql`
    update api_keys set last_used_at = greatest(last_used_at, used.at)
    from unnest(
      ${uses.map(({ workspaceId }) => workspaceId)}::uuid[], ${uses.map(({ id }) => id)}::uuid[],
      ${uses.map(({ at }) => at.toISOString())}::timestamptz[]
    ) as used (workspace_id, id, at)
    where api_keys.workspace_id = used.workspace_id and api_keys.id = used.id
  `.execute(db);
};

/** Revokes a key for good; undefined when the workspace has no such key. Revoking again keeps the first time. */
export const revokeApiKey = async (
  tx: Kysely<Tables>,
  { workspaceId, id, at }: { readonly workspaceId: string; readonly id: string; readonly at: string },
): Promise<ApiKey | undefined> => {
  const row = await tx
    .updateTable('apiKeys')
    .set((eb) => ({ revokedAt: eb.fn.coalesce('revokedAt', eb.val(new Date(at))) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();
  return row && toApiKey(row);
};

/** What a request with a key may do. */
export interface ApiKeyRights {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly requestsPerMinute: number | null;
}

/**
 * The rights of the key with this hash; undefined when there is none, or it is revoked or expired.
 * Looks in all workspaces: the key says which it belongs to.
 */
export const findApiKeyRights = async (db: Kysely<Tables>, hash: string): Promise<ApiKeyRights | undefined> => {
  const { rows } = await sql<ApiKeyRights>`
    select id, workspace_id, name, scopes, requests_per_minute from api_keys
    where hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())
  `.execute(db);
  return rows[0];
};
