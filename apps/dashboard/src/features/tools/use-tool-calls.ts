import type { ToolOutcome } from '@signalbox/contracts';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import { useTRPCClient } from '../../trpc.ts';
import { countNewer } from './count-newer.ts';

const pageSize = 20;

/** The calls of a tool, newest first, page by page; those that came meanwhile are counted, and shown when asked. */
export const useToolCalls = (name: string, outcome: ToolOutcome | undefined) => {
  const client = useTRPCClient();
  const [newer, setNewer] = useState({ outcome, count: 0 });
  const filter = { name, limit: pageSize, ...(outcome && { outcome }) };
  const query = useInfiniteQuery({
    queryKey: ['tool-calls', name, outcome ?? ''],
    queryFn: ({ pageParam, signal }) =>
      client.tools.listCalls.query({ ...filter, ...(pageParam !== '' && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const calls = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const refresh = async (): Promise<void> => {
    if (calls.length === 0) return void (await query.refetch());
    const page = await client.tools.listCalls.query(filter);
    setNewer({ outcome, count: countNewer(calls, page.items) });
  };
  // a failed reading is made up for by the next change, and the shell says when the server is away
  useGatheredChanges(() => refresh().catch(() => undefined));
  const showNewer = async (): Promise<void> => {
    await query.refetch();
    setNewer({ outcome, count: 0 });
  };
  return { query, calls, newerCount: newer.outcome === outcome ? newer.count : 0, showNewer };
};
