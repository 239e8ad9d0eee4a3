import { IdOrSlug } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { changeAgent } from './change-agent.ts';
import { readAgent } from './read-agent.ts';

/** Puts an agent away: it takes no runs and lists leave it out, while its versions and runs stay. */
export const archiveAgent = protectedProcedure
  .meta({ permission: 'agents:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(AgentDetailAnswer)
  .mutation(async ({ ctx: { services, principal }, input: { agent } }) => {
    const change = { archivedAt: new Date().toISOString() };
    await changeAgent(services, principal, { agent, action: 'agents.archive', change });
    return readAgent(services, { workspaceId: principal.workspaceId, agent });
  });
