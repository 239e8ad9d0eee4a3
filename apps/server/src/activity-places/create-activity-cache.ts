import type { DeliverableActivity } from '@signalbox/database';
import type { Redis } from 'ioredis';

import { describeActivity } from './describe-activity.ts';

const daySeconds = 24 * 3600;
/** Entries of an agent that its list names. */
const maxListed = 100;

/** Keys of other programs' reading: an entry, and the ids of an agent's newest entries by time. */
const toEntryKey = (workspaceId: string, id: string): string => `signalbox:activity:${workspaceId}:${id}`;
const toListKey = (workspaceId: string, agentId: string): string =>
  `signalbox:agent-activity:${workspaceId}:${agentId}`;

/** Activity of the last 24 hours in Redis. */
export const createActivityCache = (redis: Redis) => ({
  /** Rejects unless Redis answers. */
  check: async (): Promise<void> => void (await redis.ping()),
  /** Stores entries; those that are there stay one. */
  put: async (entries: readonly DeliverableActivity[]): Promise<void> => {
    const commands = redis.pipeline();
    for (const entry of entries) {
      const { workspaceId, id, agentId, at } = entry;
      const list = toListKey(workspaceId, agentId);
      commands
        .set(toEntryKey(workspaceId, id), JSON.stringify(describeActivity(entry)), 'EX', daySeconds)
        .zadd(list, at.getTime(), id)
        .zremrangebyrank(list, 0, -maxListed - 1)
        .expire(list, daySeconds);
    }
    for (const [error] of (await commands.exec()) ?? []) if (error) throw error;
  },
});
