import { z } from 'zod';

import { Id } from './ids.ts';
import { ApiKeyScope } from './permissions.ts';

/** Longest time that a replaced key goes on working. */
const maxGraceMs = 30 * 86_400_000;

export const CreateApiKeyInput = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(ApiKeyScope).min(1),
  /** Null: until it is revoked. */
  expiresAt: z.iso.datetime().nullable().default(null),
  /** In place of the default limits of requests a minute. */
  requestsPerMinute: z.int().positive().nullable().default(null),
  /** The key that the new one takes the place of: it ends after this time, or when it ends anyway if that is sooner. */
  replaces: z
    .strictObject({ id: Id, graceMs: z.int().min(0).max(maxGraceMs) })
    .nullable()
    .default(null),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

/** What changes of a key; what is left away stays. */
export const UpdateApiKeyInput = z.object({
  id: Id,
  name: CreateApiKeyInput.shape.name.exactOptional(),
  expiresAt: z.iso.datetime().nullable().exactOptional(),
  requestsPerMinute: z.int().positive().nullable().exactOptional(),
});
export type UpdateApiKeyInput = z.infer<typeof UpdateApiKeyInput>;

/** An API key without its secret. */
export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** The first characters of the key, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(ApiKeyScope),
  requestsPerMinute: z.int().positive().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  /** When a request last came with it, to about a minute; null when none has. */
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** The only answer that holds the key itself: it is stored as a hash. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
