import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';

import { toStep } from '../../figures/to-step.ts';
import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { useGatheredChanges } from '../../live/use-gathered-changes.ts';
import type { PageRange } from '../../time-range/use-range.ts';
import { useTRPC } from '../../trpc.ts';

/** How many of the newest runs are shown. */
const recentCount = 10;
/** Runs that go on are counted up to here. */
const mostOpen = 100;
/** Lines of a top list. */
const topCount = 5;
const kept = { placeholderData: keepPreviousData };

/** What costs are told apart by. */
export type CostBy = 'agent' | 'model';

/** The figures of a time, asked for anew when a run changes. */
export const useOverviewFigures = ({ span }: PageRange, costBy: CostBy) => {
  const { metrics } = useTRPC();
  const series = { ...span, step: toStep(span) };
  const groups = (by: 'agent' | 'tool', order: 'cost' | 'failed-cost' | 'duration') =>
    metrics.listGroups.queryOptions({ ...span, by, order, limit: topCount, percentiles: 'none' }, kept);
  useFiguresChanges();
  return {
    summary: useQuery(metrics.getSummary.queryOptions(span, kept)),
    course: useQuery(metrics.listSeries.queryOptions({ ...series, hasUsage: true, percentiles: 'duration' }, kept)),
    costs: useQuery(metrics.listSeries.queryOptions({ ...series, by: costBy, limit: 7, percentiles: 'none' }, kept)),
    errors: useQuery(metrics.listErrors.queryOptions({ ...span, limit: topCount }, kept)),
    spenders: useQuery(groups('agent', 'cost')),
    losers: useQuery(groups('agent', 'failed-cost')),
    slowTools: useQuery(groups('tool', 'duration')),
  };
};

/** What goes on now and what needs somebody, whatever the time that figures are about. */
export const useNowadays = () => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const inbox = useQuery(trpc.inbox.count.queryOptions({}));
  const recent = useQuery(trpc.runs.list.queryOptions({ limit: recentCount }));
  const open = useQuery(trpc.runs.list.queryOptions({ statuses: ['queued', 'running', 'waiting'], limit: mostOpen }));
  const faulty = useQuery(trpc.agents.list.queryOptions({ status: 'error', limit: 1 }));
  const renew = (): void => {
    void queryClient.invalidateQueries(trpc.inbox.count.queryFilter());
    void queryClient.invalidateQueries(trpc.runs.list.queryFilter());
    void queryClient.invalidateQueries(trpc.agents.list.queryFilter());
  };
  useGatheredChanges(renew, { also: ['agents-changed'] });
  return { inbox, recent, open, faulty };
};
