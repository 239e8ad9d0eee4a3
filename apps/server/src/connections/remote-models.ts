import { LRUCache } from 'lru-cache';

import type { KnownConnection } from './connection-reader.ts';
import { listRemoteModels, type RemoteAnswer } from './list-remote-models.ts';
import type { RemoteModel } from './remote-model.ts';

const keptMs = 10 * 60_000;
/** A server that did not tell is asked again after this. */
const failedMs = 30_000;
const maxCached = 1000;

/** The models of connections, asked for at most every ten minutes each. */
export interface RemoteModels {
  /** What the server told last; none when it never did. */
  list(workspaceId: string, connection: KnownConnection): Promise<readonly RemoteModel[]>;
  /** What the server told last; undefined when it never did. Asks nobody. */
  told(workspaceId: string, connection: KnownConnection): readonly RemoteModel[] | undefined;
  /** Asks now, and keeps what comes of it. */
  ask(workspaceId: string, connection: KnownConnection, signal?: AbortSignal): Promise<RemoteAnswer>;
}

const unreadable: RemoteAnswer = {
  problem: {
    code: 'key-unreadable',
    message: 'The key was kept with another master key, so this server can’t read it. Enter it again.',
  },
};

/** A cache over the servers themselves. */
export const createRemoteModels = (fetch: typeof globalThis.fetch): RemoteModels => {
  const cache = new LRUCache<string, Promise<RemoteAnswer>>({ max: maxCached, ttl: keptMs });
  const answers = new LRUCache<string, readonly RemoteModel[]>({ max: maxCached });
  const keyOf = (workspaceId: string, { name, source, revision }: KnownConnection): string =>
    JSON.stringify([source === 'workspace' ? workspaceId : '', name, revision]);

  const ask: RemoteModels['ask'] = async (workspaceId, connection, signal) => {
    const { kind, baseUrl, key } = connection;
    if (key.state === 'unreadable') return unreadable;
    const apiKey = key.state === 'kept' ? key.apiKey : null;
    const answer = await listRemoteModels({ kind, baseUrl, apiKey, fetch }, signal);
    const cacheKey = keyOf(workspaceId, connection);
    cache.set(cacheKey, Promise.resolve(answer), { ttl: 'models' in answer ? keptMs : failedMs });
    if ('models' in answer) answers.set(cacheKey, answer.models);
    return answer;
  };

  return {
    ask,
    told: (workspaceId, connection) => answers.get(keyOf(workspaceId, connection)),
    list: async (workspaceId, connection) => {
      const cacheKey = keyOf(workspaceId, connection);
      const asked = cache.get(cacheKey) ?? ask(workspaceId, connection);
      if (!cache.has(cacheKey)) cache.set(cacheKey, asked);
      await asked;
      return answers.get(cacheKey) ?? [];
    },
  };
};
