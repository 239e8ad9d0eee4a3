import type { Insertable, Kysely } from 'kysely';

import type { Tables, ToolSetsTable } from '../tables.ts';

/** Keeps a tool set under its digest; storing one again changes nothing. */
export const insertToolSet = async (db: Kysely<Tables>, toolSet: Insertable<ToolSetsTable>): Promise<void> => {
  await db
    .insertInto('toolSets')
    .values(toolSet)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'digest']).doNothing())
    .execute();
};
