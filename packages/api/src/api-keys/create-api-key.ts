import { randomBytes } from 'node:crypto';

import { CreateApiKeyInput, CreatedApiKey, newId } from '@signalbox/contracts';
import { type Database, insertApiKey, insertAuditEntry, updateApiKey } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { hashApiKey } from './hash-api-key.ts';
import { keyFields } from './key-fields.ts';
import { lockKey } from './lock-key.ts';

/** Characters of a key that are kept readable. */
const prefixLength = 11;

const { scopes } = CreateApiKeyInput.shape;

const Input = CreateApiKeyInput.extend({
  name: keyFields.name,
  scopes: scopes.max(10).transform((list) => [...new Set(list)]),
  expiresAt: keyFields.expiresAt.default(null),
  requestsPerMinute: keyFields.requestsPerMinute.default(null),
}).strict();

/** Lets a key go on for the time that whatever uses it needs to change over, and no longer than it would anyway. */
const endLater = async (
  tx: Database['db'],
  workspaceId: string,
  { id, graceMs }: NonNullable<CreateApiKeyInput['replaces']>,
): Promise<void> => {
  const old = await lockKey(tx, workspaceId, id);
  const endsAtMs = Math.min(Date.now() + graceMs, old.expiresAt === null ? Infinity : Date.parse(old.expiresAt));
  await updateApiKey(tx, { ...old, workspaceId, expiresAt: new Date(endsAtMs).toISOString() });
};

/**
 * Makes a key and answers with it: the only time that it can be read. With `replaces` it takes the place of another:
 * that one ends in the same transaction, or after the time it is given.
 */
export const createApiKey = protectedProcedure
  .meta({ permission: 'api-keys:manage', rateLimit: 'change', audit: true })
  .input(Input)
  .output(CreatedApiKey)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { replaces, ...fields } = input;
    const key = `sb_${randomBytes(32).toString('base64url')}`;
    const id = newId();
    const createdAt = new Date().toISOString();
    const apiKey = { ...fields, id, prefix: key.slice(0, prefixLength), createdAt };
    await services.database.db.transaction().execute(async (tx) => {
      if (replaces) await endLater(tx, workspaceId, replaces);
      await insertApiKey(tx, { ...apiKey, workspaceId, hash: hashApiKey(key) });
      const entry = { workspaceId, actor, action: 'apiKeys.create', target: id, details: input, at: createdAt };
      await insertAuditEntry(tx, entry);
    });
    return { ...apiKey, revokedAt: null, lastUsedAt: null, key };
  });
