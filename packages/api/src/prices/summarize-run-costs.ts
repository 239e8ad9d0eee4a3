import { RepricedRuns, RepriceInput } from '@signalbox/contracts';

import { protectedProcedure } from '../procedure.ts';
import { repriceRuns } from './reprice-runs.ts';

/** What `updateRunCosts` would change, for about a second a call; nothing is stored. */
export const summarizeRunCosts = protectedProcedure
  .meta({ permission: 'models:read', rateLimit: 'read' })
  .input(RepriceInput)
  .output(RepricedRuns)
  .query(({ ctx: { services, principal }, input }) =>
    repriceRuns(services, { ...input, workspaceId: principal.workspaceId, isStored: false }),
  );
