import type { ApiKey, ApiKeyScope, Page } from '@signalbox/contracts';
import { type Kysely, type Selectable, sql } from 'kysely';

import type { ApiKeysTable, Tables } from '../tables.ts';

const columns = ['id', 'name', 'prefix', 'scopes', 'requestsPerMinute', 'createdAt', 'expiresAt', 'revokedAt'] as const;

type ApiKeyRow = Pick<Selectable<ApiKeysTable>, (typeof columns)[number]>;

const toApiKey = ({ createdAt, expiresAt, revokedAt, ...row }: ApiKeyRow): ApiKey => ({
  ...row,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

/** Keeps a new key; only its hash is stored. */
export const insertApiKey = async (
  tx: Kysely<Tables>,
  key: Omit<ApiKey, 'revokedAt'> & { readonly workspaceId: string; readonly hash: string },
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
