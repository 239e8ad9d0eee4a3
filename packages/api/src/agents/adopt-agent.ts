import { AdoptAgentInput } from '@signalbox/contracts';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { changeAgent } from './change-agent.ts';
import { readAgent } from './read-agent.ts';

/** Takes an agent that was seen in reports for one of the workspace's own, with what people call it. */
export const adoptAgent = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(AdoptAgentInput)
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input: { agent, ...given } }) => {
    const labels = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const change = { ...labels, isObserved: false };
    await changeAgent(services, principal, { agent, action: 'agents.adopt', change });
    return readAgent(services, { workspaceId: principal.workspaceId, agent });
  });
