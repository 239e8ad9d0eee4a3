import { Overview } from '@signalbox/contracts';
import { getOverview as queryOverview } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** What goes on now, and the last 24 hours beside the 24 hours before. */
export const getOverview = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(Overview)
  .query(({ ctx: { services, principal } }) =>
    queryOverview(services.database.db, { workspaceId: principal.workspaceId, at: new Date() }),
  );
