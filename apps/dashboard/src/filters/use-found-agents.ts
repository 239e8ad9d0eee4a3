import type { AgentKind } from '@signalbox/contracts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';
import { useSettled } from '../use-settled.ts';

interface Wanted {
  readonly typed: string;
  /** Slug of one that is to be among them while nothing is typed. */
  readonly chosen?: string;
  readonly kind?: AgentKind;
}

const settleMs = 150;
const limit = 50;
const keptMs = 60_000;

/** The agent that is called as it is typed, and the newest of those that what is typed stands in, of all there are. */
export const useFoundAgents = ({ typed, chosen = '', kind }: Wanted) => {
  const trpc = useTRPC();
  const wanted = typed.trim();
  const search = useSettled(wanted, settleMs);
  const words = search === '' ? {} : { search };
  const kept = { staleTime: keptMs };
  const list = useQuery(
    trpc.agents.list.queryOptions({ kind, limit, ...words }, { ...kept, placeholderData: keepPreviousData }),
  );
  const listed = list.data?.items ?? [];
  const slug = search === '' ? chosen : search.toLowerCase();
  const isKnown = slug === '' || list.isPending || listed.some((agent) => agent.slug === slug);
  const called = useQuery(trpc.agents.list.queryOptions(isKnown ? skipToken : { kind, limit: 1, slug }, kept));
  const first = isKnown ? [] : (called.data?.items ?? []);
  return {
    agents: [...first, ...listed],
    isSearching: search !== wanted || list.isPending || list.isPlaceholderData || called.isLoading,
    error: list.error ?? called.error,
  };
};
