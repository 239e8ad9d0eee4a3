import { Agent, PageInput, toPageSchema } from '@signalbox/contracts';
import { listAgents as queryAgents } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';

/** A page of the workspace's agents, newest first. */
export const listAgents = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(PageInput.strict())
  .output(toPageSchema(Agent))
  .query(({ ctx: { services, principal }, input }) =>
    queryAgents(services.database.db, { ...input, workspaceId: principal.workspaceId }),
  );
