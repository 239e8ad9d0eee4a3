import { ApiKey, AppError, Id } from '@signalbox/contracts';
import { insertAuditEntry, revokeApiKey as queryRevoke } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Revokes a key for good, within 5 s on every process. */
export const revokeApiKey = protectedProcedure
  .meta({ permission: 'api-keys:manage', rateLimit: 'change', audit: true })
  .input(z.strictObject({ id: Id }))
  .output(ApiKey)
  .mutation(async ({ ctx: { services, principal }, input: { id } }) => {
    const { workspaceId, actor } = principal;
    const at = new Date().toISOString();
    return services.database.db.transaction().execute(async (tx) => {
      const key = await queryRevoke(tx, { workspaceId, id, at });
      if (!key) throw new AppError('api-key.not-found', `There is no key ${id}.`);
      await insertAuditEntry(tx, { workspaceId, actor, action: 'apiKeys.revoke', target: id, at });
      return key;
    });
  });
