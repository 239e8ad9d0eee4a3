import { randomBytes } from 'node:crypto';

import { CreateApiKeyInput, CreatedApiKey, newId } from '@signalbox/contracts';
import { insertApiKey, insertAuditEntry } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toCleanField } from '../to-clean-field.ts';
import { hashApiKey } from './hash-api-key.ts';

/** Characters of a key that are kept readable. */
const prefixLength = 11;

const { name, scopes } = CreateApiKeyInput.shape;

const Input = CreateApiKeyInput.extend({
  name: toCleanField(name),
  scopes: scopes.max(10).transform((list) => [...new Set(list)]),
  expiresAt: z.iso
    .datetime()
    .refine((at) => Date.parse(at) > Date.now(), 'must be in the future')
    .nullable()
    .default(null),
  requestsPerMinute: z.int().positive().max(10_000_000).nullable().default(null),
}).strict();

/** Makes a key and answers with it: the only time that it can be read. */
export const createApiKey = protectedProcedure
  .meta({ permission: 'api-keys:manage', rateLimit: 'change', audit: true })
  .input(Input)
  .output(CreatedApiKey)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const key = `sb_${randomBytes(32).toString('base64url')}`;
    const id = newId();
    const createdAt = new Date().toISOString();
    const apiKey = { ...input, id, prefix: key.slice(0, prefixLength), createdAt };
    await services.database.db.transaction().execute(async (tx) => {
      await insertApiKey(tx, { ...apiKey, workspaceId, hash: hashApiKey(key) });
      const entry = { workspaceId, actor, action: 'apiKeys.create', target: id, details: input, at: createdAt };
      await insertAuditEntry(tx, entry);
    });
    return { ...apiKey, revokedAt: null, key };
  });
