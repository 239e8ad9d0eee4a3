import { AppError, isId, newId } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

export interface KnownAgent {
  readonly id: string;
  readonly project: string;
}

/**
 * The agent of this id or slug; one of an unknown slug is registered as external and seen, without a version. Throws
 * `agent.not-found` for an unknown id.
 */
export const getOrInsertObservedAgent = async (
  tx: Kysely<Tables>,
  { workspaceId, agent, at }: { readonly workspaceId: string; readonly agent: string; readonly at: Date },
): Promise<KnownAgent> => {
  const find = () =>
    tx
      .selectFrom('agents')
      .select(['id', 'project'])
      .where('workspaceId', '=', workspaceId)
      .where(isId(agent) ? 'id' : 'slug', '=', agent)
      .executeTakeFirst();
  const known = await find();
  if (known) return known;
  if (isId(agent)) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  await tx
    .insertInto('agents')
    .values({
      id: newId(),
      workspaceId,
      slug: agent,
      name: agent,
      kind: 'external',
      isObserved: true,
      status: 'active',
      currentVersion: 0,
      latestVersion: 0,
      createdAt: at,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'slug']).doNothing())
    .execute();
  // another may have been first
  const made = await find();
  if (!made) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  return made;
};
