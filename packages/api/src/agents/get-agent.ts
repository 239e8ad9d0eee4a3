import { IdOrSlug } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { AgentDetailAnswer } from './agent-answer.ts';
import { readAgent } from './read-agent.ts';

/** An agent by id or slug, with the definition that new runs use and what its newest runs come to. */
export const getAgent = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(AgentDetailAnswer)
  .query(({ ctx: { services, principal }, input }) =>
    readAgent(services, { workspaceId: principal.workspaceId, agent: input.agent }),
  );
