import { AppError, isId, newId } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

interface AgentName {
  readonly workspaceId: string;
  /** Id or slug. */
  readonly agent: string;
}

/** The agent that is meant, archived ones included; of one that was merged into another, the other. Undefined for none. */
export const findNamedAgent = (db: Kysely<Tables>, { workspaceId, agent }: AgentName) =>
  db
    .selectFrom('agents as named')
    .innerJoin('agents', (join) =>
      join
        .onRef('agents.workspaceId', '=', 'named.workspaceId')
        .on((on) => on('agents.id', '=', on.fn.coalesce('named.mergedInto', 'named.id'))),
    )
    .select(['agents.id', 'agents.kind', 'agents.latestVersion', 'agents.project'])
    .where('named.workspaceId', '=', workspaceId)
    .where(isId(agent) ? 'named.id' : 'named.slug', '=', agent)
    .executeTakeFirst();

/** Makes an external agent without a version; undefined when the slug is taken. */
export const insertExternalAgent = async (
  tx: Kysely<Tables>,
  agent: { readonly workspaceId: string; readonly slug: string; readonly name: string; readonly isObserved: boolean },
): Promise<string | undefined> => {
  const id = newId();
  const versions = { currentVersion: 0, latestVersion: 0 };
  const row = { id, ...agent, ...versions, kind: 'external', status: 'active', createdAt: new Date() } as const;
  const inserted = await tx
    .insertInto('agents')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
};

/**
 * The agent that is meant; one of an unknown slug is made, marked as observed, and then it is new. Throws `agent.not-found`
 * for an unknown id.
 */
export const observeAgent = async (tx: Kysely<Tables>, { workspaceId, agent }: AgentName) => {
  const known = await findNamedAgent(tx, { workspaceId, agent });
  if (known) return { ...known, isNew: false };
  const seen = { workspaceId, slug: agent, name: agent, isObserved: true };
  const isNew = !isId(agent) && (await insertExternalAgent(tx, seen)) !== undefined;
  // made, or somebody else's, committed meanwhile
  const made = await findNamedAgent(tx, { workspaceId, agent });
  if (!made) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  return { ...made, isNew };
};
