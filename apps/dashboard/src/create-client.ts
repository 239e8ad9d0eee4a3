import type { AppRouter } from '@signalbox/api';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, retryLink, splitLink } from '@trpc/client';

import type { ConnectionWatch } from './connection/connection-watch.ts';
import { isBusy, isRefused } from './fault.ts';
import { toRetryDelayMs } from './retry-delay.ts';
import type { SignalboxClient } from './trpc.ts';

/** How often a busy server is asked again, and after what time. */
const busyRetries = 10;
const busyRetryMs = 1000;

/** An EventSource that tells of everything it hears, pings too. */
const listenWith = (connection: ConnectionWatch): typeof EventSource =>
  class extends EventSource {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init);
      for (const type of ['connected', 'ping', 'message']) this.addEventListener(type, () => connection.note());
    }
  };

/** The client of this page's own server; the browser's session cookie says who calls. */
export const createClient = (connection: ConnectionWatch): SignalboxClient =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: [
          // A proxy's 502 ends an EventSource for good, so that comes back here.
          retryLink({ retry: ({ error }) => !isRefused(error), retryDelayMs: toRetryDelayMs }),
          httpSubscriptionLink({ url: '/trpc', EventSource: listenWith(connection) }),
        ],
        false: [
          // Nothing was done of what a busy server refuses, changes neither.
          retryLink({
            retry: ({ error, attempts }) => isBusy(error) && attempts <= busyRetries,
            retryDelayMs: () => busyRetryMs,
          }),
          httpBatchLink({
            url: '/trpc',
            maxURLLength: 4000,
            fetch: async (input, init) => {
              const { signal, ...rest } = init ?? {};
              const response = await fetch(input, { ...rest, signal: signal ?? null });
              if (response.headers.get('content-type')?.startsWith('application/json')) connection.note();
              return response;
            },
          }),
        ],
      }),
    ],
  });
