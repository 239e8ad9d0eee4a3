import type { LiveFrame } from '@signalbox/contracts';
import {
  type ActivityUpdate,
  type Database,
  listActivityUpdates,
  listAgentStatuses,
  listRunEnds,
} from '@signalbox/database';
import { LRUCache } from 'lru-cache';

import type { LiveHub } from './live-hub.ts';

/** Ends that are remembered, so that none is told twice: a run may be said to have changed several times. */
const maxTold = 5000;

type Listener = (message: Buffer) => void;

/** What agents do, as messages of `WS /ws/activity`, made once however many listen in this process. */
export interface ActivityFeed {
  /** Calls the listener with the JSON of every later message of the workspace; returns how to stop. */
  open(workspaceId: string, listener: Listener): () => void;
}

type FeedServices = { readonly database: Database; readonly hub: LiveHub };

/** Something was not told: who wants all of it reads the lists. */
const resync = { type: 'resync' };

const toUpdate = ({ id, agentId, taskId, durationMs, at, ...rest }: ActivityUpdate): object => ({
  type: 'agent_activity_update',
  id,
  agent_id: agentId,
  task_id: taskId,
  ...rest,
  duration_ms: durationMs,
  timestamp: at.toISOString(),
});

/** The feed of one workspace. */
class WorkspaceFeed {
  readonly listeners = new Set<Listener>();
  readonly close: () => void;
  readonly #db: Database['db'];
  readonly #workspaceId: string;
  readonly #told = new LRUCache<string, true>({ max: maxTold });
  #inOrder = Promise.resolve();

  constructor({ database, hub }: FeedServices, workspaceId: string) {
    this.#db = database.db;
    this.#workspaceId = workspaceId;
    const view = { workspaceId, after: undefined };
    this.close = hub.open(view, ({ frames }) => {
      for (const { frame } of frames) this.#inOrder = this.#inOrder.then(() => this.#tell(frame));
    }).close;
  }

  async #tell(frame: LiveFrame): Promise<void> {
    if (this.listeners.size === 0) return;
    const messages = await this.#toMessages(frame).catch(() => [resync]);
    for (const message of messages) {
      const bytes = Buffer.from(JSON.stringify(message));
      for (const listener of this.listeners) listener(bytes);
    }
  }

  async #toMessages(frame: LiveFrame): Promise<object[]> {
    const of = (ids: readonly string[]) => ({ workspaceId: this.#workspaceId, ids });
    switch (frame.type) {
      case 'activity-added':
        if (frame.activityIds.length === 0) return [resync];
        return (await listActivityUpdates(this.#db, of(frame.activityIds))).map(toUpdate);
      case 'runs-changed': {
        if (frame.runIds.length === 0) return [resync];
        const ends = (await listRunEnds(this.#db, of(frame.runIds))).filter(({ id }) => !this.#told.has(id));
        for (const { id } of ends) this.#told.set(id, true);
        return ends.map(toUpdate);
      }
      case 'agents-changed': {
        if (frame.agentIds.length === 0) return [resync];
        const agents = await listAgentStatuses(this.#db, of(frame.agentIds));
        return agents.map(({ id, status, isArchived }) => ({
          type: 'agent_status_update',
          agent_id: id,
          status,
          is_archived: isArchived,
        }));
      }
      case 'metrics-changed':
        return [{ type: 'metrics_update', timestamp: new Date().toISOString() }];
      case 'reset':
        return [resync];
      case 'run-event':
      case 'run-delta':
      case 'run-gone':
        return [];
    }
  }
}

/** Made once a process, over its hub and database. */
export const createActivityFeed = (services: FeedServices): ActivityFeed => {
  const feeds = new Map<string, WorkspaceFeed>();
  return {
    open: (workspaceId, listener) => {
      const feed = feeds.get(workspaceId) ?? new WorkspaceFeed(services, workspaceId);
      feeds.set(workspaceId, feed);
      const own: Listener = (message) => listener(message);
      feed.listeners.add(own);
      return () => {
        if (!feed.listeners.delete(own) || feed.listeners.size > 0) return;
        feed.close();
        feeds.delete(workspaceId);
      };
    },
  };
};
