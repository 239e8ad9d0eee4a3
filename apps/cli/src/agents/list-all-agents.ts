import type { SignalboxClient, SignalboxOutputs } from '@signalbox/client';

import { untilAllowed } from '../until-allowed.ts';

type AgentPage = SignalboxOutputs['agents']['list'];

/** Every agent that is not archived, by slug. */
export const listAllAgents = async (client: SignalboxClient): Promise<AgentPage['items']> => {
  const agents: AgentPage['items'] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { limit: 1000, ...(cursor !== undefined && { cursor }) };
    const page: AgentPage = await untilAllowed(() => client.agents.list.query(input));
    agents.push(...page.items);
    cursor = page.nextCursor;
  }
  return agents.toSorted((left, right) => (left.slug < right.slug ? -1 : 1));
};
