import type { ListActivityInput } from '@signalbox/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { useGatheredChanges } from '../live/use-gathered-changes.ts';
import { useTRPCClient } from '../trpc.ts';
import { countNewerEntries } from './count-newer-entries.ts';

/** Which entries are asked for. */
export type ActivityFilters = Omit<ListActivityInput, 'limit' | 'cursor'>;

const pageSize = 50;

/** Entries newest first, page by page; those that came meanwhile are counted, and shown when asked. */
export const useActivity = (filters: ActivityFilters) => {
  const client = useTRPCClient();
  const key = JSON.stringify(filters);
  const [newer, setNewer] = useState({ key, count: 0 });
  const read = (cursor: string, signal?: AbortSignal) =>
    client.activity.list.query({ ...filters, limit: pageSize, ...(cursor !== '' && { cursor }) }, signal && { signal });
  const query = useInfiniteQuery({
    queryKey: ['activity', key],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const entries = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const refresh = async (): Promise<void> => {
    if (entries.length === 0) return void (await query.refetch());
    const { items } = await read('');
    setNewer({ key, count: countNewerEntries(entries, items) });
  };
  // a failed reading is made up for by the next change, and the shell says when the server is away
  useGatheredChanges(() => refresh().catch(() => undefined), { also: ['activity-added'] });
  const showNewer = async (): Promise<void> => {
    await query.refetch();
    setNewer({ key, count: 0 });
  };
  const searchedIn = query.data?.pages[0]?.searchedIn ?? [];
  return { query, entries, searchedIn, newerCount: newer.key === key ? newer.count : 0, showNewer };
};
