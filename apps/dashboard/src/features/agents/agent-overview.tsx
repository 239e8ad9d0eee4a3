import { FaultBox, Skeleton } from '@signalbox/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { toFault } from '../../fault.ts';
import { ErrorGroups } from '../../figures/error-groups.tsx';
import { CostCard, ResponseCard, RunsCard, SuccessCard, TokensCard } from '../../figures/run-cards.tsx';
import { LatencyChart, StatusChart } from '../../figures/runs-charts.tsx';
import { toStep } from '../../figures/to-step.ts';
import { useFiguresChanges } from '../../figures/use-figures-changes.ts';
import { RangePicker } from '../../time-range/range-picker.tsx';
import { type PageRange, useRange } from '../../time-range/use-range.ts';
import { useTRPC } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import { AgentFaults } from './agent-faults.tsx';
import { AgentRuns } from './agent-runs.tsx';
import { isHosted } from './is-hosted.ts';
import type { AgentSearch } from './parse-agent-search.ts';
import { PublishedVersion } from './published-version.tsx';
import { ReportedVersion } from './reported-version.tsx';
import { useChoosePart } from './use-choose-part.ts';

interface AgentOverviewProps {
  readonly agent: AgentDetailAnswer;
  readonly search: AgentSearch;
}

interface FiguresProps extends Pick<AgentOverviewProps, 'agent'> {
  readonly page: PageRange;
}

/** What figures are about unless the address says otherwise. */
const usualRange = '7d';
const shownErrors = 5;
const kept = { placeholderData: keepPreviousData };

const Figures = ({ agent, page }: FiguresProps) => {
  const { metrics } = useTRPC();
  const choose = useChoosePart(agent.slug);
  const asked = { ...page.span, agent: agent.id };
  const summary = useQuery(metrics.getSummary.queryOptions(asked, kept));
  const asSeries = { ...asked, step: toStep(page.span), percentiles: 'duration' } as const;
  const course = useQuery(metrics.listSeries.queryOptions(asSeries, kept));
  const errors = useQuery(metrics.listErrors.queryOptions({ ...asked, limit: shownErrors }, kept));
  useFiguresChanges();
  const common = { page, conditions: { agent: agent.slug } };
  const charts = { ...common, answer: course, isOneAgent: true, onRange: choose };
  if (summary.error && !summary.data) {
    return <FaultBox fault={toFault(summary.error)} onRetry={() => void summary.refetch()} />;
  }
  const cards = summary.data && { ...common, summary: summary.data, points: course.data?.series[0]?.points };
  return (
    <>
      <div className="flex justify-end">
        <RangePicker page={page} onChange={choose} />
      </div>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        {cards ? (
          <>
            <RunsCard {...cards} />
            <SuccessCard {...cards} />
            <ResponseCard {...cards} />
            <CostCard {...cards} />
            <TokensCard {...cards} />
          </>
        ) : (
          Array.from({ length: 5 }, (_, at) => <Skeleton key={at} className="h-[126px]" />)
        )}
      </div>
      <div className="grid gap-3 lg:grid-cols-2">
        <StatusChart {...charts} />
        <LatencyChart {...charts} />
      </div>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <ErrorGroups errors={errors} {...common} />
        {isHosted(agent) ? <PublishedVersion agent={agent} /> : <ReportedVersion agent={agent} />}
      </div>
    </>
  );
};

/** How an agent stands: what is wrong with it, what it comes to, what it runs on, and what it did last. */
export const AgentOverview = ({ agent, search }: AgentOverviewProps) => {
  const { page, error, refetch } = useRange(search, usualRange);
  return (
    <div className="flex flex-col gap-4">
      {agent.faults.length > 0 && (
        <section aria-label="What is wrong" className="border-danger rounded-card bg-surface border p-3">
          <p className="pb-1 font-medium">
            {agent.status === 'error' ? 'Its runs fail as things stand.' : 'Its runs would fail as things stand.'}
          </p>
          <AgentFaults faults={agent.faults} />
        </section>
      )}
      {page && <Figures agent={agent} page={page} />}
      {!page && error && <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />}
      {!page && !error && <Skeleton className="h-72" />}
      <AgentRuns agent={agent} />
    </div>
  );
};
