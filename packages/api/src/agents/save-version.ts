import { type AgentSpec, AppError } from '@signalbox/contracts';
import {
  type Database,
  deleteDraft,
  getAgent,
  getVersion,
  insertAuditEntry,
  insertVersion,
  setCurrentVersion,
  takeVersionNumber,
  toSpecDigest,
} from '@signalbox/database';

import type { Principal } from '../services.ts';
import { toHostedSpec } from './hosted-spec.ts';

interface VersionToSave {
  readonly agent: string;
  readonly spec: AgentSpec;
  readonly baseVersion: number;
  readonly note: string;
  readonly isPublished: boolean;
}

interface VersionPlace {
  readonly agentId: string;
  readonly number: number;
}

/** Stores the definition under the agent's next number, unless the newest version is the same; ends the caller's draft. */
export const saveVersion = async (
  db: Database['db'],
  { workspaceId, actor }: Principal,
  { agent, spec, baseVersion, note, isPublished }: VersionToSave,
): Promise<VersionPlace> => {
  const { id: agentId, latestVersion, ...found } = await getAgent(db, { workspaceId, agent });
  toHostedSpec(found);
  const newest = await getVersion(db, { workspaceId, agentId, number: latestVersion });
  return db.transaction().execute(async (tx) => {
    const at = new Date().toISOString();
    // only people have drafts: the ids of others are none of the table's
    if (actor.kind === 'user') await deleteDraft(tx, { workspaceId, agentId, userId: actor.id });
    const isSame = newest.digest === toSpecDigest(spec);
    const number = isSame ? latestVersion : await takeVersionNumber(tx, { workspaceId, agentId, baseVersion });
    if (number === undefined) {
      const { author, createdAt } = newest;
      const who = author?.name ?? 'Signalbox';
      const message = `${who} saved version ${latestVersion} at ${createdAt}, after version ${baseVersion} that you began from. Look at it, then save on top of it.`;
      throw new AppError('agent.version-conflict', message);
    }
    if (!isSame) await insertVersion(tx, { workspaceId, agentId, number, spec, note, author: actor, at });
    if (isPublished) await setCurrentVersion(tx, { workspaceId, agentId, number });
    const details = { number, note, isPublished };
    await insertAuditEntry(tx, { workspaceId, actor, action: 'agents.createVersion', target: agentId, details, at });
    return { agentId, number };
  });
};
