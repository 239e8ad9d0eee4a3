import { QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query';

import { isSignInNeeded } from './fault.ts';

const viewerKey = 'viewer';

const isViewerKey = (key: QueryKey): boolean => Array.isArray(key[0]) && key[0][0] === viewerKey;

/**
 * A query client that asks again only as often as a page says: its calls ask a busy server again themselves. When any query
 * finds that the session has ended, the viewer is asked for again: that query decides between the page and the sign-in.
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
      queries: { retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return queryClient;
};
