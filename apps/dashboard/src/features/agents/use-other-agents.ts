import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { useSettled } from '../../use-settled.ts';

const settleMs = 150;
const limit = 50;
const kind = 'external';

/**
 * The agents that run elsewhere but for this one: the one that is called as it is typed, and the newest of those that what
 * is typed stands in.
 */
export const useOtherAgents = (agentId: string, typed: string) => {
  const trpc = useTRPC();
  const wanted = typed.trim();
  const search = useSettled(wanted, settleMs);
  const words = search === '' ? {} : { search };
  const list = useQuery(
    trpc.agents.list.queryOptions({ kind, limit, ...words }, { placeholderData: keepPreviousData }),
  );
  const slug = search.toLowerCase();
  const called = useQuery(trpc.agents.list.queryOptions(slug === '' ? skipToken : { kind, limit: 1, slug }));
  const first = called.data?.items ?? [];
  const found = [...first, ...(list.data?.items.filter(({ id }) => id !== first[0]?.id) ?? [])];
  const agents = found.filter(({ id }) => id !== agentId);
  const isSearching = search !== wanted || list.isPending || list.isPlaceholderData || called.isLoading;
  return {
    agents,
    isSearching,
    hasNone: !isSearching && wanted === '' && agents.length === 0,
    error: list.error ?? called.error,
  };
};
