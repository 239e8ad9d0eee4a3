import { Actor, type ConnectionKind } from '@signalbox/contracts';
import type { Kysely, Selectable } from 'kysely';

import type { ConnectionsTable, Tables } from '../tables.ts';

/** A connection as it is kept, its key sealed. */
export interface StoredConnection {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly baseUrl: string | null;
  readonly sealedKey: string | null;
  readonly keyHint: string | null;
  readonly updatedBy: Actor;
  readonly updatedAt: string;
}

const columns = ['name', 'kind', 'baseUrl', 'sealedKey', 'keyHint', 'updatedBy', 'updatedAt'] as const;

type ConnectionRow = Pick<Selectable<ConnectionsTable>, (typeof columns)[number]>;

const toConnection = ({ updatedBy, updatedAt, ...row }: ConnectionRow): StoredConnection => ({
  ...row,
  updatedBy: Actor.parse(JSON.parse(updatedBy)),
  updatedAt: updatedAt.toISOString(),
});

/** The workspace's connections, by name. */
export const listConnections = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<StoredConnection[]> => {
  const query = db.selectFrom('connections').select(columns).where('workspaceId', '=', workspaceId);
  return (await query.orderBy('name').execute()).map(toConnection);
};

/** The connection of this name, nobody else changing it until the transaction ends; undefined when there is none. */
export const lockConnection = async (
  tx: Kysely<Tables>,
  { workspaceId, name }: { readonly workspaceId: string; readonly name: string },
): Promise<StoredConnection | undefined> => {
  const row = await tx
    .selectFrom('connections')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  return row && toConnection(row);
};

/** Keeps a connection whole, in place of the one of its name. */
export const updateConnection = async (
  tx: Kysely<Tables>,
  { updatedBy, ...connection }: StoredConnection & { readonly workspaceId: string },
): Promise<void> => {
  const { workspaceId, name, ...changed } = { ...connection, updatedBy: JSON.stringify(updatedBy) };
  await tx
    .insertInto('connections')
    .values({ workspaceId, name, ...changed })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doUpdateSet(changed))
    .execute();
};

/** Removes a connection with its key; answers whether there was one. */
export const deleteConnection = async (
  tx: Kysely<Tables>,
  { workspaceId, name }: { readonly workspaceId: string; readonly name: string },
): Promise<boolean> => {
  const query = tx.deleteFrom('connections').where('workspaceId', '=', workspaceId).where('name', '=', name);
  return (await query.returning('name').executeTakeFirst()) !== undefined;
};
