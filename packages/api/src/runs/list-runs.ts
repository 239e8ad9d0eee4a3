import { Id, ListRunsInput, Run, toPageSchema } from '@signalbox/contracts';
import { listRuns as queryRuns } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toCleanField } from '../to-clean-field.ts';

const Input = ListRunsInput.extend({
  cursor: Id.optional(),
  errorCode: toCleanField(z.string().min(1).max(100)).optional(),
  errorMessage: toCleanField(z.string().max(600)).optional(),
  project: toCleanField(z.string().max(100)).optional(),
  model: toCleanField(z.string().min(1).max(200)).optional(),
  tool: toCleanField(z.string().min(1).max(200)).optional(),
  initiator: toCleanField(z.string().max(200)).optional(),
  taskId: toCleanField(z.string().max(200)).optional(),
  search: toCleanField(z.string().trim().min(1).max(200)).optional(),
})
  .strict()
  .refine(({ from, until }) => from === undefined || until === undefined || Date.parse(from) < Date.parse(until), {
    path: ['until'],
    message: 'must be later than “from”',
  })
  .refine(({ agent, version }) => version === undefined || agent !== undefined, {
    path: ['version'],
    message: 'is asked for with “agent” only',
  });

/** A page of runs, newest first, without their logs; all of the filters hold. */
export const listRuns = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(Input)
  .output(toPageSchema(Run))
  .query(({ ctx: { services, principal }, input }) =>
    queryRuns(services.database.db, { ...input, workspaceId: principal.workspaceId }),
  );
