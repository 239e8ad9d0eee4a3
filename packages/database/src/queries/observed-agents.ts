import { AppError, isId } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import { insertExternalAgent } from '../report-writer/find-report-place.ts';
import type { Tables } from '../tables.ts';

export interface KnownAgent {
  readonly id: string;
  readonly project: string;
}

/**
 * The agent of this id or slug, or the one that it was merged into; one of an unknown slug is registered as external and seen, without a version. Throws
 * `agent.not-found` for an unknown id.
 */
export const getOrInsertObservedAgent = async (
  tx: Kysely<Tables>,
  { workspaceId, agent }: { readonly workspaceId: string; readonly agent: string },
): Promise<KnownAgent> => {
  const find = () =>
    tx
      .selectFrom('agents as named')
      .innerJoin('agents', (join) =>
        join
          .onRef('agents.workspaceId', '=', 'named.workspaceId')
          .on((on) => on('agents.id', '=', on.fn.coalesce('named.mergedInto', 'named.id'))),
      )
      .select(['agents.id', 'agents.project'])
      .where('named.workspaceId', '=', workspaceId)
      .where(isId(agent) ? 'named.id' : 'named.slug', '=', agent)
      .executeTakeFirst();
  const known = await find();
  if (known) return known;
  if (isId(agent)) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  await insertExternalAgent(tx, { workspaceId, slug: agent, name: agent, isObserved: true });
  // another may have been first
  const made = await find();
  if (!made) throw new AppError('agent.not-found', `There is no agent ${agent}.`);
  return made;
};
