import { getAgent, insertAuditEntry, updateAgent } from '@signalbox/database';
import { toAgentsTopic } from '@signalbox/events';

import type { ApiServices, Principal } from '../services.ts';

type Change = Parameters<typeof updateAgent>[2];

/** Changes an agent, notes who did, and tells who watches. Throws `agent.not-found`. */
export const changeAgent = async (
  { database: { db }, events }: Pick<ApiServices, 'database' | 'events'>,
  { workspaceId, actor }: Principal,
  { agent, action, change }: { readonly agent: string; readonly action: string; readonly change: Change },
): Promise<void> => {
  const { id } = await getAgent(db, { workspaceId, agent });
  await db.transaction().execute(async (tx) => {
    const at = new Date().toISOString();
    await insertAuditEntry(tx, { workspaceId, actor, action, target: id, details: change, at });
    await updateAgent(tx, { workspaceId, id }, change);
  });
  events.publish(toAgentsTopic(workspaceId), id);
};
