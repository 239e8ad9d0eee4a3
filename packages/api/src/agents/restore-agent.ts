import { IdOrSlug } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { changeAgent } from './change-agent.ts';
import { readAgent } from './read-agent.ts';

/** Takes an agent that was put away back into use, as it was. */
export const restoreAgent = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input: { agent } }) => {
    const change = { archivedAt: null };
    await changeAgent(services, principal, { agent, action: 'agents.restore', change });
    return readAgent(services, { workspaceId: principal.workspaceId, agent });
  });
