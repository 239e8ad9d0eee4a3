import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';

/** Most words of a kind. */
const limit = 500;

/** The projects and capabilities that the workspace's agents have, archived ones included: each once. */
export const listAgentWords = async (
  db: Kysely<Tables>,
  { workspaceId }: { readonly workspaceId: string },
): Promise<{ readonly projects: string[]; readonly capabilities: string[] }> => {
  const agents = db.selectFrom('agents').where('workspaceId', '=', workspaceId).where('mergedInto', 'is', null);
  const projects = await agents
    .select('project as word')
    .where('project', '<>', '')
    .distinct()
    .orderBy('word')
    .limit(limit)
    .execute();
  const capabilities = await agents
    .select(sql<string>`unnest(capabilities)`.as('word'))
    .distinct()
    .orderBy('word')
    .limit(limit)
    .execute();
  return { projects: projects.map(({ word }) => word), capabilities: capabilities.map(({ word }) => word) };
};
