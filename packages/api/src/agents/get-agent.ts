import { AgentDetail, IdOrSlug } from '@signalbox/contracts';
import { getAgent as queryAgent } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** An agent by id or slug, with the definition that new runs use. */
export const getAgent = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({ agent: IdOrSlug }))
  .output(AgentDetail)
  .query(({ ctx: { services, principal }, input: { agent } }) =>
    queryAgent(services.database.db, { workspaceId: principal.workspaceId, agent }),
  );
