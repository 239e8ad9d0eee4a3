import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

import { useTRPCClient } from '../../trpc.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { useToRunFilters } from './use-to-run-filters.ts';

const pageSize = 50;

/**
 * The pages of runs that the filters select, kept under a key of their line. It reads them once: rows change when they
 * are read anew one by one, and the list as a whole only when somebody asks.
 */
export const useRunsQuery = (filters: readonly ReadFilter[], line: string) => {
  const client = useTRPCClient();
  const toFilters = useToRunFilters();
  const queryKey = ['runs-page', line];
  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const place = pageParam === '' ? {} : { cursor: pageParam };
      return client.runs.list.query({ ...(await toFilters(filters)), limit: pageSize, ...place }, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return { queryKey, query };
};
