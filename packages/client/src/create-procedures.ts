import type { AppRouter } from '@signalbox/api';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { EventSource } from 'eventsource';

import { errorLink } from './error-link.ts';
import { canTryAgain, toRetryDelayMs } from './retry-policy.ts';
import { SignalboxError } from './signalbox-error.ts';

export interface SignalboxClientOptions {
  /** Address of the server, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly apiKey: string;
}

type FetchOptions = Omit<RequestInit, 'signal'> & { readonly signal?: AbortSignal | null | undefined };

/** Every procedure of the server, typed. */
export type Procedures = TRPCClient<AppRouter>;

/** What each procedure takes: `SignalboxInputs['runs']['start']`. */
export type SignalboxInputs = inferRouterInputs<AppRouter>;

/** What each procedure answers: `SignalboxOutputs['runs']['list']`. */
export type SignalboxOutputs = inferRouterOutputs<AppRouter>;

/** Most calls that a server takes at once. */
const maxBatchSize = 20;

/** Tells what a proxy or another program answered from what the server did. */
const fetchJson = async (
  url: string | URL | Request,
  { signal = null, ...init }: FetchOptions = {},
): Promise<Response> => {
  const response = await fetch(url, { ...init, signal });
  if (response.headers.get('content-type')?.startsWith('application/json')) return response;
  await response.body?.cancel();
  const { status: httpStatus } = response;
  const message = `${new URL(response.url).origin} answered ${httpStatus}, and not as a Signalbox server does.`;
  throw new SignalboxError({ code: 'connection.failed', message, httpStatus });
};

/** The procedures of the server at this address, called over HTTP with this key. */
export const createProcedures = ({ url, apiKey }: SignalboxClientOptions): Procedures => {
  const endpoint = new URL('trpc', url.endsWith('/') ? url : `${url}/`).href;
  const authorization = `Bearer ${apiKey}`;
  return createTRPCClient<AppRouter>({
    links: [
      errorLink,
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
            // Not the browser's own, which sends no header.
            EventSource,
            eventSourceOptions: {
              fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization } }),
            },
          }),
        ],
        false: httpBatchLink({
          url: endpoint,
          headers: { authorization },
          fetch: fetchJson,
          maxURLLength: 4000,
          maxItems: maxBatchSize,
        }),
      }),
    ],
  });
};
