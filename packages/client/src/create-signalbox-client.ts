import type { AppRouter } from '@signalbox/api';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import { EventSource } from 'eventsource';

import { canTryAgain, toRetryDelayMs } from './retry-policy.ts';

export interface SignalboxClientOptions {
  /** Address of the server, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly apiKey: string;
}

/** Every procedure of the server, typed: `client.runs.start.mutate({ message })`. */
export type SignalboxClient = TRPCClient<AppRouter>;

/**
 * A client for the server at this address. Calls made in the same tick travel together; a subscription that loses its
 * server comes back by itself. The key is sent in a header only, never in an address. Opens no connection by itself.
 */
export const createSignalboxClient = ({ url, apiKey }: SignalboxClientOptions): SignalboxClient => {
  const endpoint = new URL('trpc', url.endsWith('/') ? url : `${url}/`).href;
  const authorization = `Bearer ${apiKey}`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: [
          // EventSource gives up for good on any status but 200, so that comes back here.
          retryLink({
            retry: ({ error }) => canTryAgain(error),
            retryDelayMs: toRetryDelayMs,
          }),
          httpSubscriptionLink({
            url: endpoint,
            EventSource,
            eventSourceOptions: {
              fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization } }),
            },
          }),
        ],
        false: httpBatchLink({ url: endpoint, headers: { authorization }, maxURLLength: 4000 }),
      }),
    ],
  });
};
