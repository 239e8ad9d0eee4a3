import type { Metrics } from '@signalbox/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { useTRPC } from '../../trpc.ts';
import { useLastDay } from './use-last-day.ts';

/** What the runs of the last 24 hours come to, by the ids of their agents: of these, at most 100. They follow the other figures. */
export const useAgentsFigures = (keys: string[]): ReadonlyMap<string, Metrics> => {
  const { metrics } = useTRPC();
  const asked = {
    ...useLastDay(),
    by: 'agent',
    keys,
    limit: keys.length,
    percentiles: 'duration',
  } as const;
  const groups = useQuery(metrics.listGroups.queryOptions(asked, { placeholderData: keepPreviousData }));
  return useMemo(() => new Map(groups.data?.map(({ key, current }) => [key, current])), [groups.data]);
};
