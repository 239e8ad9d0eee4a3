import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { useTRPC } from '../../trpc.ts';
import { useLastDay } from './use-last-day.ts';

/** Runs of each of the last 24 hours, by the ids of these agents; of those that ran. They follow the other figures. */
export const useAgentCourses = (agents: string[]): ReadonlyMap<string, readonly number[]> => {
  const { metrics } = useTRPC();
  const asked = { ...useLastDay(), step: 'hour', agents } as const;
  const { data } = useQuery(metrics.listRunCounts.queryOptions(asked, { placeholderData: keepPreviousData }));
  return useMemo(() => new Map(data?.agents.map(({ agentId, counts }) => [agentId, counts])), [data]);
};
