import type { Metrics } from '@signalbox/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { useTRPC } from '../../trpc.ts';
import { useLastDay } from './use-last-day.ts';

const mostAgents = 100;

/** What the runs of the last 24 hours come to, by the ids of their agents; of those with the most runs. */
export const useAgentsFigures = (): ReadonlyMap<string, Metrics> => {
  const { metrics } = useTRPC();
  const asked = { ...useLastDay(), by: 'agent', limit: mostAgents } as const;
  const groups = useQuery(metrics.listGroups.queryOptions(asked, { placeholderData: keepPreviousData }));
  useFiguresChanges();
  return useMemo(() => new Map(groups.data?.map(({ key, current }) => [key, current])), [groups.data]);
};
