import type { Run } from '@signalbox/contracts';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../../trpc.ts';
import { useSettled } from '../../../use-settled.ts';

export interface FoundRuns {
  readonly runs: readonly Run[];
  /** The typed id is this conversation's. */
  readonly conversationId: string | null;
  readonly isSearching: boolean;
}

const settleMs = 150;
const limit = 6;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Runs by words of their request, answer or error; by the id of a run or conversation; the newest for nothing typed. */
export const useFoundRuns = (typed: string): FoundRuns => {
  const trpc = useTRPC();
  const search = useSettled(typed.trim(), settleMs);
  const id = idPattern.test(search) ? search.toLowerCase() : null;
  const words = search === '' ? {} : { search };
  const byWords = useQuery(
    trpc.runs.list.queryOptions(id === null ? { limit, ...words } : skipToken, { placeholderData: keepPreviousData }),
  );
  const byId = useQuery(trpc.runs.list.queryOptions(id === null ? skipToken : { limit: 1, ids: [id] }));
  const ofConversation = useQuery(trpc.runs.list.queryOptions(id === null ? skipToken : { limit, conversationId: id }));
  const found =
    id === null ? byWords.data?.items : [...(byId.data?.items ?? []), ...(ofConversation.data?.items ?? [])];
  return {
    runs: found ?? [],
    conversationId: id !== null && (ofConversation.data?.items.length ?? 0) > 0 ? id : null,
    isSearching: search !== typed.trim() || byWords.isFetching || byId.isFetching || ofConversation.isFetching,
  };
};
