import { AgentSpec } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import { insertVersion } from '../queries/agent-versions.ts';
import type { Tables } from '../tables.ts';
import type { TestAgent } from './insert-test-run.ts';

/** Gives a new agent versions up to this number. */
export const insertTestVersions = async (
  tx: Kysely<Tables>,
  { workspaceId, agentId }: TestAgent,
  count: number,
): Promise<void> => {
  const spec = AgentSpec.parse({ instructions: 'Be brief.', tools: 'all' });
  for (let number = 2; number <= count; number += 1) {
    await insertVersion(tx, { workspaceId, agentId, number, spec, author: null, at: new Date().toISOString() });
  }
};
