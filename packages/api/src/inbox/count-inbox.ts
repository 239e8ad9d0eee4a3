import { countInbox as queryCount } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** How many calls wait for a person. */
export const countInbox = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(z.object({ count: z.int().nonnegative() }))
  .query(async ({ ctx: { services, principal } }) => ({
    count: await queryCount(services.database.db, { workspaceId: principal.workspaceId }),
  }));
