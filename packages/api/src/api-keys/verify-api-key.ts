import { toScopePermissions } from '@signalbox/contracts';
import { findApiKeyRights } from '@signalbox/database';
import type { Database } from '@signalbox/database';
import { LRUCache } from 'lru-cache';

import type { Principal } from '../services.ts';
import { hashApiKey } from './create-api-key.ts';

/** A revoked key stops working within this time on every process. */
const cacheMs = 5000;
const maxCachedKeys = 10_000;

/** What a request brings is at most this long, or no key. */
const maxKeyLength = 200;

/**
 * Makes the check of keys: the principal of a key, or null when it is unknown, expired or revoked. Reads the
 * database at most once a key and 5 s, and never writes.
 */
export const createApiKeyVerifier = (database: Database): ((key: string) => Promise<Principal | null>) => {
  const known = new LRUCache<string, { readonly principal: Principal | null }>({ max: maxCachedKeys, ttl: cacheMs });
  return async (key) => {
    if (!key.startsWith('sb_') || key.length > maxKeyLength) return null;
    const hash = hashApiKey(key);
    const cached = known.get(hash);
    if (cached) return cached.principal;
    const rights = await findApiKeyRights(database.db, hash);
    const principal = rights
      ? {
          actor: { kind: 'api-key' as const, id: rights.id, name: rights.name },
          workspaceId: rights.workspaceId,
          permissions: toScopePermissions(rights.scopes),
          requestsPerMinute: rights.requestsPerMinute,
        }
      : null;
    known.set(hash, { principal });
    return principal;
  };
};
