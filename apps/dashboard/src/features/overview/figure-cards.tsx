import type { MetricsSummary, Run } from '@signalbox/contracts';
import { Skeleton, StatCard } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { CostCard, ResponseCard, type RunCardProps, RunsCard, SuccessCard } from '../../figures/run-cards.tsx';
import { toChange } from '../../figures/to-change.ts';
import { formatCount } from '../../formats/format-count.ts';

const grid = 'grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6';
const cards = ['agents', 'runs', 'response', 'cost', 'success', 'running'];

/** The places of the cards. */
export const FigureCardsLoading = () => (
  <div aria-busy className={grid}>
    {cards.map((card) => (
      <Skeleton key={card} className="h-[126px]" />
    ))}
  </div>
);

/** The runs that have not ended. */
interface OpenRuns {
  readonly items: readonly Pick<Run, 'status'>[];
  /** There are more than these. */
  readonly isMore: boolean;
}

interface FigureCardsProps extends Omit<RunCardProps, 'conditions'> {
  readonly summary: MetricsSummary;
  readonly open: OpenRuns;
}

const countStatus = ({ items }: OpenRuns, status: Run['status']): number =>
  items.filter((run) => run.status === status).length;

const toNowHint = (open: OpenRuns): string =>
  (['queued', 'waiting'] as const)
    .map((status) => [status, countStatus(open, status)] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${formatCount(count)} ${status}`)
    .join(' · ') || 'nothing waits';

/** The figures of the time with their course, against the time before; each a way to what it counts. */
export const FigureCards = ({ open, ...figures }: FigureCardsProps) => {
  const { activeAgents, activeAgentsBefore } = figures.summary;
  const props = { ...figures, conditions: {} };
  return (
    <div className={grid}>
      <StatCard
        label="Active agents"
        value={activeAgents === null ? '–' : formatCount(activeAgents)}
        change={toChange({ now: activeAgents, before: activeAgentsBefore })}
        render={<Link to="/agents" />}
      />
      <RunsCard {...props} />
      <ResponseCard {...props} />
      <CostCard {...props} />
      <SuccessCard {...props} />
      <StatCard
        label="Running now"
        value={`${formatCount(countStatus(open, 'running'))}${open.isMore ? '+' : ''}`}
        hint={toNowHint(open)}
        render={<Link to="/runs" search={{ status: 'running' }} />}
      />
    </div>
  );
};
