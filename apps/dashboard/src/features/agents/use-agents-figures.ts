import type { MetricGroup, Metrics } from '@signalbox/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { toSpan } from '../../time-range/to-span.ts';
import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';

/** What an agent's runs of the last 24 hours come to. */
export interface AgentFigures {
  readonly metrics: Metrics;
  /** Runs of each hour; only of those with the most runs. */
  readonly course: readonly number[] | null;
}

const renewMs = 20_000;
const mostAgents = 100;
const mostCourses = 8;
const kept = { placeholderData: keepPreviousData };

const toFigures = (
  groups: readonly MetricGroup[],
  series: readonly { readonly key: string | null; readonly points: readonly Metrics[] }[],
): ReadonlyMap<string, AgentFigures> =>
  new Map(
    groups.map(({ key, current }) => {
      const points = series.find((one) => one.key === key)?.points;
      return [key, { metrics: current, course: points?.map(({ count }) => count) ?? null }];
    }),
  );

/** The figures of the agents that ran in the last 24 hours, by their ids. */
export const useAgentsFigures = (): ReadonlyMap<string, AgentFigures> => {
  const { metrics } = useTRPC();
  const span = toSpan({ word: '24h' }, useNow(renewMs), 'UTC');
  const groups = useQuery(metrics.listGroups.queryOptions({ ...span, by: 'agent', limit: mostAgents }, kept));
  const courses = useQuery(
    metrics.listSeries.queryOptions({ ...span, by: 'agent', step: 'hour', limit: mostCourses }, kept),
  );
  useFiguresChanges();
  return useMemo(() => toFigures(groups.data ?? [], courses.data?.series ?? []), [groups.data, courses.data]);
};
