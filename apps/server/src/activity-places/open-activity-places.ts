import { setTimeout as delay } from 'node:timers/promises';

import type { ActivityPlaces } from '@signalbox/api';
import type { ActivityPlace } from '@signalbox/contracts';
import type { Database, DeliverableActivity } from '@signalbox/database';
import { type ActivityTarget, createDeliverActivityJob, startJobs } from '@signalbox/jobs';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

import type { Config } from '../config.ts';
import type { Metrics } from '../create-metrics.ts';
import type { CircuitBreaker } from './create-circuit-breaker.ts';

/** Time between two looks whether a place answers. */
const healthMs = 30_000;
/** People wait for a search: one that takes longer goes without the memory store. */
const searchMs = 500;

export interface ActivityPlacesOptions {
  readonly config: Pick<Config, 'memoryCommand' | 'memoryUrl' | 'dataDir'>;
  readonly database: Pick<Database, 'db'>;
  /** Undefined when none is connected. */
  readonly redis: Redis | undefined;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'placeStates'>;
}

/** What stores entries beside the database. */
interface Store {
  readonly place: ActivityPlace;
  check(): Promise<void>;
  put(entries: readonly DeliverableActivity[]): Promise<void>;
  search?(query: string): Promise<string[]>;
  close?(): Promise<void>;
}

/** Those that the settings name; what they are made of is loaded only then. */
const openStores = async ({ config, redis }: ActivityPlacesOptions): Promise<Store[]> => {
  const stores: Store[] = [];
  if (config.memoryCommand !== undefined || config.memoryUrl !== undefined) {
    const { MemoryStore } = await import('./memory-store.ts');
    const memory = new MemoryStore(config);
    stores.push({
      place: 'memory',
      check: () => memory.check(),
      put: (entries) => memory.put(entries),
      search: (query) => memory.search(query),
      close: () => memory.close(),
    });
  }
  if (redis) {
    const { createActivityCache } = await import('./create-activity-cache.ts');
    stores.push({ place: 'cache', ...createActivityCache(redis) });
  }
  return stores;
};

const values = { closed: 0, 'half-open': 1, open: 2 } as const;

/** A breaker before each store, which says in the log and the metrics when it changes. */
const guard = async (stores: readonly Store[], { log, metrics }: ActivityPlacesOptions) => {
  if (stores.length === 0) return [];
  const { createCircuitBreaker } = await import('./create-circuit-breaker.ts');
  return stores.map((store) => {
    const { place } = store;
    metrics.placeStates.set({ place }, values.closed);
    const breaker = createCircuitBreaker({
      onChange: (state, lastError) => {
        metrics.placeStates.set({ place }, values[state]);
        log.warn({ lastError }, `The breaker before the ${place} of activity is ${state}`);
      },
    });
    return { store, breaker };
  });
};

interface GuardedStore {
  readonly store: Store;
  readonly breaker: CircuitBreaker;
}

const toTarget = ({ store, breaker }: GuardedStore): ActivityTarget => ({
  place: store.place,
  isReady: () => breaker.isReady(),
  put: (entries) => breaker.run(() => store.put(entries)),
});

/** Looks at each store now and every 30 s, as its breaker lets. */
const watchHealth = (guarded: readonly GuardedStore[], log: Logger): NodeJS.Timeout => {
  const look = ({ store, breaker }: GuardedStore): void => {
    if (!breaker.isReady()) return;
    breaker
      .run(() => store.check())
      .catch((error: unknown) => log.warn({ err: error }, `The ${store.place} of activity fails`));
  };
  for (const each of guarded) look(each);
  return setInterval(() => guarded.forEach(look), healthMs).unref();
};

/** Connects where activity is brought to, and brings it there until it is closed; nothing fails when they are away. */
export const openActivityPlaces = async (
  options: ActivityPlacesOptions,
): Promise<ActivityPlaces & { close(): Promise<void> }> => {
  const { database, log } = options;
  const guarded = await guard(await openStores(options), options);
  const waiting = new Map<string, () => void>();
  const targets = guarded.map(toTarget);
  const work = targets.map((target) => ({
    target,
    job: createDeliverActivityJob({
      database,
      target,
      onTried: (entries) => entries.forEach(({ id }) => waiting.get(`${target.place} ${id}`)?.()),
    }),
  }));
  const onError = (name: string, cause: unknown): void => log.warn({ err: cause }, `${name} failed`);
  const jobs = startJobs(
    work.map(({ job }) => job),
    { onError },
  );
  const health = watchHealth(guarded, log);
  const memory = guarded.find(({ store }) => store.search !== undefined);
  return {
    connected: guarded.map(({ store }) => store.place),
    deliver: async (activityId, { patienceMs }) => {
      const ready = work.filter(({ target }) => target.isReady());
      const keys = ready.map(({ target }) => `${target.place} ${activityId}`);
      const tries = keys.map((key) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.set(key, resolve);
        return promise;
      });
      for (const { job } of ready) jobs.wake(job.name);
      await Promise.race([Promise.all(tries), delay(patienceMs, undefined, { ref: false })]);
      for (const key of keys) waiting.delete(key);
    },
    search: async (words) => {
      if (memory?.breaker.state().state !== 'closed') return undefined;
      const found = memory.breaker.run(async () => memory.store.search?.(words)).catch(() => undefined);
      return Promise.race([found, delay(searchMs, undefined, { ref: false })]);
    },
    listStates: () => guarded.map(({ store: { place }, breaker }) => ({ place, ...breaker.state() })),
    close: async () => {
      clearInterval(health);
      await Promise.all([jobs.close(), ...guarded.map(({ store }) => store.close?.())]);
    },
  };
};
