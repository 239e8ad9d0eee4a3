import { Id, ListRunsInput, Run, toPageSchema } from '@signalbox/contracts';
import { listRuns as queryRuns } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toCleanField } from '../to-clean-field.ts';

const Input = ListRunsInput.extend({
  cursor: Id.optional(),
  search: toCleanField(z.string().trim().min(1).max(200)).optional(),
}).strict();

/** A page of runs, newest first, without their logs. */
export const listRuns = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(Input)
  .output(toPageSchema(Run))
  .query(({ ctx: { services, principal }, input: { status, ...filters } }) =>
    queryRuns(services.database.db, {
      ...filters,
      workspaceId: principal.workspaceId,
      ...(status !== undefined && { statuses: [status] }),
    }),
  );
