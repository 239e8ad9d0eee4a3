import { getAgent, sumAgents } from '@signalbox/database';
import type { z } from 'zod';

import type { ApiServices } from '../services.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { withFaults } from './find-faults.ts';

/** An agent as it is now, whole. Throws `agent.not-found`. */
export const readAgent = async (
  services: ApiServices,
  key: { readonly workspaceId: string; readonly agent: string },
): Promise<z.input<typeof AgentDetailAnswer>> => {
  const { db } = services.database;
  const { workspaceId } = key;
  const stored = await getAgent(db, key);
  const [agent] = await withFaults(services, workspaceId, [stored]);
  const totalsOf = await sumAgents(db, { workspaceId, ids: [stored.id], at: new Date() });
  return { ...stored, faults: [], ...agent, last24h: totalsOf(stored.id) };
};
