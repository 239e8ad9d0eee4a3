import { useInfiniteQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC, useTRPCClient } from '../../trpc.ts';

/** Rows of a page. */
const limit = 30;

/** The workspace's conversations, newest first, by pages, kept as they are now. */
export const useConversations = () => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const list = useInfiniteQuery({
    // tRPC's own options for pages send a direction too, which strict inputs refuse
    queryKey: [...trpc.conversations.list.pathKey(), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.conversations.list.query({ limit, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  useGatheredChanges(() => void list.refetch());
  return list;
};
