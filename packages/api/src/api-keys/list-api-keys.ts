import { ApiKey, toPageSchema } from '@signalbox/contracts';
import { listApiKeys as queryApiKeys } from '@signalbox/database';

import { IdPageInput } from '../id-page-input.ts';
import { protectedProcedure } from '../procedure.ts';

/** A page of the workspace's keys, newest first, revoked ones included, none with its secret. */
export const listApiKeys = protectedProcedure
  .meta({ permission: 'api-keys:manage', rateLimit: 'read' })
  .input(IdPageInput)
  .output(toPageSchema(ApiKey))
  .query(({ ctx: { services, principal }, input }) =>
    queryApiKeys(services.database.db, { ...input, workspaceId: principal.workspaceId }),
  );
