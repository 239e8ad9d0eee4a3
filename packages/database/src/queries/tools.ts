import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

/** What a workspace set about a tool. */
export interface ToolSettings {
  readonly enabled: boolean;
  readonly description: string | null;
}

/** The settings of the workspace's tools by name; a tool without an entry is enabled as it comes. */
export const listToolSettings = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<ReadonlyMap<string, ToolSettings>> => {
  const rows = await db
    .selectFrom('tools')
    .select(['name', 'enabled', 'description'])
    .where('workspaceId', '=', workspaceId)
    .execute();
  return new Map(rows.map(({ name, ...settings }) => [name, settings]));
};

/** Keeps what is given and leaves the rest as it was; answers with the settings afterwards. */
export const updateToolSettings = async (
  tx: Kysely<Tables>,
  change: {
    readonly workspaceId: string;
    readonly name: string;
    readonly enabled?: boolean | undefined;
    readonly description?: string | null | undefined;
    readonly at: string;
  },
): Promise<ToolSettings> => {
  const { workspaceId, name, enabled, description, at } = change;
  return tx
    .insertInto('tools')
    .values({ workspaceId, name, enabled: enabled ?? true, description: description ?? null, updatedAt: at })
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'name']).doUpdateSet({
        ...(enabled !== undefined && { enabled }),
        ...(description !== undefined && { description }),
        updatedAt: at,
      }),
    )
    .returning(['enabled', 'description'])
    .executeTakeFirstOrThrow();
};
