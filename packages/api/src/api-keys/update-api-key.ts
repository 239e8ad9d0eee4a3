import { ApiKey, AppError, UpdateApiKeyInput } from '@signalbox/contracts';
import { insertAuditEntry, updateApiKey as queryUpdate } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { keyFields } from './key-fields.ts';
import { lockKey } from './lock-key.ts';

const Input = UpdateApiKeyInput.extend({
  name: keyFields.name.exactOptional(),
  expiresAt: keyFields.expiresAt.exactOptional(),
  requestsPerMinute: keyFields.requestsPerMinute.exactOptional(),
}).strict();

const hasEnded = ({ revokedAt, expiresAt }: ApiKey): boolean =>
  revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now());

/** Changes what a key is called, when it ends, or how often it may ask; within 5 s on every process. An ended key stays as it is. */
export const updateApiKey = protectedProcedure
  .meta({ permission: 'api-keys:manage', rateLimit: 'change', audit: true })
  .input(Input)
  .output(ApiKey)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { id, ...details } = input;
    const at = new Date().toISOString();
    return services.database.db.transaction().execute(async (tx) => {
      const old = await lockKey(tx, workspaceId, id);
      if (hasEnded(old))
        throw new AppError('api-key.ended', `The key ${old.name} has ended. Make a new one in its place.`);
      const key = { ...old, ...details };
      await queryUpdate(tx, { ...key, workspaceId });
      await insertAuditEntry(tx, { workspaceId, actor, action: 'apiKeys.update', target: id, details, at });
      return key;
    });
  });
