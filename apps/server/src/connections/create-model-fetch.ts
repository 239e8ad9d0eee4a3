import { createGuardedFetch, type GuardedFetch } from '@signalbox/guarded-fetch';

import { isLoopback } from '../is-loopback.ts';

/** An answer may stream for as long as a run lasts; silence is the engine's to watch. */
const wholeMs = 3_600_000;
const idleMs = 180_000;
const maxBytes = 64_000_000;

/** `fetch` to the servers of models; `close` ends its connections. */
export interface ModelFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly close: () => Promise<void>;
}

const toOrigin = (input: Parameters<typeof globalThis.fetch>[0]): string =>
  new URL(input instanceof Request ? input.url : input).origin;

/**
 * Reaches the public internet, what the operator allows, and of this machine and the operator's own connections exactly
 * the origin that is called: a redirect leads nowhere else inside.
 */
export const createModelFetch = (rules: {
  readonly allowAddresses: readonly string[];
  /** Addresses of connections that the operator set. */
  readonly operatorUrls: readonly string[];
}): ModelFetch => {
  const { allowAddresses, operatorUrls } = rules;
  const trusted = new Set(operatorUrls.map((url) => new URL(url).origin));
  const fetches = new Map<string, GuardedFetch>();
  const open = (origin: string): GuardedFetch => {
    const isOwn = trusted.has(origin) || isLoopback(new URL(origin).hostname.replaceAll(/[[\]]/g, ''));
    const key = isOwn ? origin : '';
    const known = fetches.get(key);
    if (known) return known;
    const allow = isOwn ? [...allowAddresses, origin] : allowAddresses;
    const made = createGuardedFetch({ allow, wholeMs, idleMs, maxBytes });
    fetches.set(key, made);
    return made;
  };
  return {
    fetch: async (input, init) => open(toOrigin(input))(input, init),
    close: async () => void (await Promise.all([...fetches.values()].map((fetch) => fetch.close()))),
  };
};
