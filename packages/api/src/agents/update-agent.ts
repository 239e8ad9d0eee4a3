import { IdOrSlug, UpdateAgentInput } from '@signalbox/contracts';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { changeAgent } from './change-agent.ts';
import { readAgent } from './read-agent.ts';

/** Changes what an agent is called and found by, and whether it answers; its definition is changed by a new version. */
export const updateAgent = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(UpdateAgentInput.extend({ agent: IdOrSlug }))
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input: { agent, ...given } }) => {
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    if (Object.keys(change).length > 0) {
      await changeAgent(services, principal, { agent, action: 'agents.update', change });
    }
    return readAgent(services, { workspaceId: principal.workspaceId, agent });
  });
