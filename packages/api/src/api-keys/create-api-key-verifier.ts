import { toScopePermissions } from '@signalbox/contracts';
import { type Database, findApiKeyRights } from '@signalbox/database';
import { LRUCache } from 'lru-cache';

import type { Principal } from '../services.ts';
import { createUseRecorder } from './create-use-recorder.ts';
import { hashApiKey } from './hash-api-key.ts';

/** A revoked key stops working within 5 s on every process: this, and the time of a slow request. */
const cacheMs = 4000;
const maxCachedKeys = 10_000;

/** What a request brings is at most this long, or no key. */
const maxKeyLength = 200;

const findPrincipal = async (database: Database, hash: string): Promise<Principal | null> => {
  const rights = await findApiKeyRights(database.db, hash);
  if (!rights) return null;
  const { id, name, workspaceId, scopes, requestsPerMinute } = rights;
  const actor = { kind: 'api-key' as const, id, name };
  return { actor, workspaceId, permissions: toScopePermissions(scopes), requestsPerMinute };
};

/** The check of keys. */
export interface ApiKeyVerifier {
  /** The principal of a key; null when it is unknown, expired or revoked. */
  readonly verify: (key: string) => Promise<Principal | null>;
  /** Writes what is left to say of the use of keys. */
  close(): Promise<void>;
}

/**
 * Makes the check of keys. It reads the database at most once a key and 4 s, for unknown keys as for known ones.
 * That a key was used is written behind the requests, at most once a minute and key.
 */
export const createApiKeyVerifier = (database: Database, onError: (error: unknown) => void): ApiKeyVerifier => {
  const uses = createUseRecorder(database, onError);
  const known = new LRUCache<string, { readonly principal: Principal | null }>({
    max: maxCachedKeys,
    ttl: cacheMs,
    fetchMethod: async (hash) => ({ principal: await findPrincipal(database, hash) }),
  });
  return {
    verify: async (key) => {
      if (!key.startsWith('sb_') || key.length > maxKeyLength) return null;
      const principal = (await known.fetch(hashApiKey(key)))?.principal ?? null;
      if (principal) uses.record({ workspaceId: principal.workspaceId, id: principal.actor.id });
      return principal;
    },
    close: () => uses.close(),
  };
};
