import { createGuardedFetch, type GuardedFetch } from '@signalbox/guarded-fetch';
import { LRUCache } from 'lru-cache';

/** An answer may stream for as long as a run lasts; silence is the engine's to watch. */
const wholeMs = 3_600_000;
const idleMs = wholeMs;
const maxBytes = 64_000_000;

/** `fetch` to the servers of models; `close` ends its connections. */
export interface ModelFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly close: () => Promise<void>;
}

/** What is left out lives on until its answers are over: its connections close when they are idle. */
const maxOrigins = 200;

const toOrigin = (input: Parameters<typeof globalThis.fetch>[0]): string =>
  new URL(input instanceof Request ? input.url : input).origin;

/**
 * Reaches the public internet, what the operator allows, and of all other addresses exactly the origin that is called:
 * an owner gave it as a connection's. A redirect leads nowhere else inside, and no name to what clouds tell their
 * machines.
 */
export const createModelFetch = ({ allowAddresses }: { readonly allowAddresses: readonly string[] }): ModelFetch => {
  const fetches = new LRUCache<string, GuardedFetch>({ max: maxOrigins });
  const open = (origin: string): GuardedFetch => {
    const known = fetches.get(origin);
    if (known) return known;
    const made = createGuardedFetch({ allow: [...allowAddresses, origin], wholeMs, idleMs, maxBytes });
    fetches.set(origin, made);
    return made;
  };
  return {
    fetch: async (input, init) => open(toOrigin(input))(input, init),
    close: async () => void (await Promise.all([...fetches.values()].map((fetch) => fetch.close()))),
  };
};
