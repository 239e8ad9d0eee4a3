import { createHash, randomBytes } from 'node:crypto';

import { AppError, CreateApiKeyInput, CreatedApiKey, isCleanText, newId } from '@signalbox/contracts';
import { insertApiKey, insertAuditEntry } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';

/** Characters of a key that are kept readable. */
const prefixLength = 11;

/** What is stored of a key: 32 random bytes can't be guessed, so a plain SHA-256 is enough. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Makes a key and answers with it: the only time that it can be read. */
export const createApiKey = protectedProcedure
  .meta({ permission: 'api-keys:manage', rateLimit: 'change' })
  .input(CreateApiKeyInput.strict())
  .output(CreatedApiKey)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    if (!isCleanText(input.name)) throw new AppError('request.invalid', 'name: must not hold NUL or broken characters.');
    const key = `sb_${randomBytes(32).toString('base64url')}`;
    const createdAt = new Date().toISOString();
    const apiKey = { ...input, id: newId(), prefix: key.slice(0, prefixLength), createdAt };
    await services.database.db.transaction().execute(async (tx) => {
      await insertApiKey(tx, { ...apiKey, workspaceId, hash: hashApiKey(key) });
      const details = { name: input.name, scopes: input.scopes, requestsPerMinute: input.requestsPerMinute };
      await insertAuditEntry(tx, { workspaceId, actor, action: 'apiKeys.create', target: apiKey.id, details, at: createdAt });
    });
    return { ...apiKey, revokedAt: null, key };
  });
