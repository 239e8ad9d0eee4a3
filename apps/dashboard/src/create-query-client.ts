import { QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query';

import { isBusy, isSignInNeeded } from './fault.ts';

/** How often a busy server is asked again, and after what time. */
const busyRetries = 10;
const busyRetryMs = 1000;

const viewerKey = 'viewer';

const isViewerKey = (key: QueryKey): boolean => Array.isArray(key[0]) && key[0][0] === viewerKey;

/**
 * A query client that asks again only a server that was busy, and as often as a page says. When any query finds that the
 * session has ended, the viewer is asked for again: that query decides between the page and the sign-in.
 */
export const createQueryClient = (): QueryClient => {
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!isSignInNeeded(error) || isViewerKey(query.queryKey)) return;
        void queryClient.invalidateQueries({ queryKey: [[viewerKey]] });
      },
    }),
    defaultOptions: {
      // Offline by the browser's guess may still reach a server on this machine.
      queries: {
        retry: (failures, error) => isBusy(error) && failures < busyRetries,
        retryDelay: busyRetryMs,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return queryClient;
};
