import { ListRunsInput, Run, toPageSchema } from '@signalbox/contracts';
import { listRuns as queryRuns } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';

/** A page of runs, newest first, without their logs. */
export const listRuns = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(ListRunsInput.strict())
  .output(toPageSchema(Run))
  .query(({ ctx: { services, principal }, input: { status, ...filters } }) =>
    queryRuns(services.database.db, {
      ...filters,
      workspaceId: principal.workspaceId,
      ...(status !== undefined && { statuses: [status] }),
    }),
  );
