import { listAgentWords } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const Words = z.array(z.string());

/** What agents can be narrowed by: the projects and capabilities that any of them has, each once. */
export const listWords = protectedProcedure
  .meta({ permission: 'agents:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ projects: Words, capabilities: Words }))
  .query(({ ctx: { services, principal } }) =>
    listAgentWords(services.database.db, { workspaceId: principal.workspaceId }),
  );
