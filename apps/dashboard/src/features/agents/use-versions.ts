import { useInfiniteQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC, useTRPCClient } from '../../trpc.ts';

/** Rows of a page. */
const limit = 50;

/** The agent's versions, newest first, by pages; their figures follow the runs. */
export const useVersions = (agent: string) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const list = useInfiniteQuery({
    // tRPC's own options for pages send a direction too, which strict inputs refuse
    queryKey: [...trpc.agents.listVersions.pathKey(), 'pages', agent],
    queryFn: ({ pageParam, signal }) =>
      client.agents.listVersions.query({ agent, limit, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  useGatheredChanges(() => void list.refetch(), { also: ['agents-changed'] });
  return list;
};
