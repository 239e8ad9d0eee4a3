import { type ApiKeyUse, type Database, updateApiKeyUses } from '@signalbox/database';
import { LRUCache } from 'lru-cache';

/** A key's use is written at most once in this time. */
const renewMs = 60_000;
/** Uses of this time are one statement. */
const gatherMs = 1000;
const maxKeys = 10_000;

/** Keeps when keys were last used. */
export interface UseRecorder {
  /** Waits for nothing. */
  record(key: Omit<ApiKeyUse, 'at'>): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

/**
 * Writes when keys were last used, at most once a minute and key, many keys in one statement, and never while a
 * request waits. A use that can't be written is lost; the key's next one is written then.
 */
export const createUseRecorder = ({ db }: Database, onError: (error: unknown) => void): UseRecorder => {
  const recorded = new LRUCache<string, true>({ max: maxKeys, ttl: renewMs });
  let waiting: ApiKeyUse[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const write = async (uses: readonly ApiKeyUse[]): Promise<void> => {
    try {
      await updateApiKeyUses(db, uses);
    } catch (error) {
      for (const { id } of uses) recorded.delete(id);
      onError(error);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const uses = waiting;
    waiting = [];
    if (uses.length > 0) writing = writing.then(() => write(uses));
    return writing;
  };
  return {
    record: ({ workspaceId, id }) => {
      if (recorded.has(id)) return;
      recorded.set(id, true);
      waiting.push({ workspaceId, id, at: new Date() });
      timer ??= setTimeout(() => void flush(), gatherMs).unref();
    },
    close: flush,
  };
};
