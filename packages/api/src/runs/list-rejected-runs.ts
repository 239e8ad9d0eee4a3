import { Id, PageInput, RejectedRun, toPageSchema } from '@signalbox/contracts';
import { listRejectedRuns as queryRejectedRuns } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';

/** A page of the rows of reports that were not stored, newest first; the newest thousand are kept. */
export const listRejectedRuns = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(PageInput.extend({ cursor: Id.optional() }).strict())
  .output(toPageSchema(RejectedRun))
  .query(({ ctx: { services, principal }, input }) =>
    queryRejectedRuns(services.database.db, { ...input, workspaceId: principal.workspaceId }),
  );
