import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

/** A connection's sealed key, and whose it is. */
export interface SealedKey {
  readonly workspaceId: string;
  readonly name: string;
  readonly sealedKey: string;
}

/** Which sealed keys are wanted: those of all workspaces that begin otherwise, in the order of workspace and name. */
export interface SealedKeyPage {
  /** What keys that are not wanted begin with. */
  readonly exceptPrefix: string;
  /** The last key of the page before. */
  readonly after: SealedKey | undefined;
  readonly limit: number;
}

const toQuery = ({ exceptPrefix, after, limit }: SealedKeyPage) => {
  const behind = after ? sql`and (workspace_id, name) > (${after.workspaceId}::uuid, ${after.name})` : sql``;
  return sql`
    select workspace_id, name, sealed_key from connections
    where sealed_key is not null and not starts_with(sealed_key, ${exceptPrefix}) ${behind}
    order by workspace_id, name limit ${limit}`;
};

/** A page of them, of every workspace: what the master key has to open is the installation's, not one workspace's. */
export const listSealedKeys = async (db: Kysely<Tables>, page: SealedKeyPage): Promise<SealedKey[]> =>
  (await sql<SealedKey>`${toQuery(page)}`.execute(db)).rows;

/** A page of them, nobody else changing them until the transaction ends. */
export const lockSealedKeys = async (tx: Kysely<Tables>, page: SealedKeyPage): Promise<SealedKey[]> =>
  (await sql<SealedKey>`${toQuery(page)} for update`.execute(tx)).rows;

/** Puts the same key, sealed otherwise, in place of the sealed one. */
export const updateSealedKey = async (
  tx: Kysely<Tables>,
  { workspaceId, name, sealedKey }: SealedKey,
): Promise<void> => {
  await tx
    .updateTable('connections')
    .set({ sealedKey })
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .execute();
};
