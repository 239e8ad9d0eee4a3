import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPC, useTRPCClient } from '../../trpc.ts';
import type { AgentsChoice } from './read-agents-search.ts';

/** Rows of a page. */
const limit = 50;

/** The agents that the address asks for, newest first, by pages; their figures follow the runs. */
export const useAgents = ({ q, status, isArchived, project, capability }: AgentsChoice) => {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const filters = {
    limit,
    isArchived,
    ...(q?.trim() && { search: q.trim() }),
    ...(status && { status }),
    ...(project !== null && { project }),
    ...(capability !== null && { capabilities: [capability] }),
  };
  const list = useInfiniteQuery({
    // tRPC's own options for pages send a direction too, which strict inputs refuse
    queryKey: [...trpc.agents.list.pathKey(), 'pages', filters],
    queryFn: ({ pageParam, signal }) =>
      client.agents.list.query({ ...filters, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
  useGatheredChanges(() => void list.refetch(), { also: ['agents-changed'] });
  return list;
};
