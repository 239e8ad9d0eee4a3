import type { Overview } from '@signalbox/contracts';
import { Skeleton, StatCard } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { formatCost } from '../../formats/format-cost.ts';
import { formatCount, formatLargeCount } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatPercent } from '../../formats/format-percent.ts';
import { toChange, toPointChange } from './to-change.ts';
import { toSuccess } from './to-success.ts';

const grid = 'grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6';
const cards = ['runs', 'success', 'response', 'cost', 'running', 'agents'];

/** The places of the cards. */
export const FigureCardsLoading = () => (
  <div aria-busy className={grid}>
    {cards.map((card) => (
      <Skeleton key={card} className="h-[126px]" />
    ))}
  </div>
);

const RunCards = ({ overview, from }: { readonly overview: Overview; readonly from: string }) => {
  const { last24h: now, before24h: before, hours } = overview;
  const success = toSuccess(now);
  return (
    <>
      <StatCard
        label="Runs"
        value={<span title={formatCount(now.runs)}>{formatLargeCount(now.runs)}</span>}
        change={toChange({ now: now.runs, before: before.runs })}
        sparkline={hours.map(({ runs }) => runs)}
        render={<Link to="/runs" search={{ from }} />}
      />
      <StatCard
        label="Success"
        value={success === null ? '–' : formatPercent(success)}
        change={toPointChange({ now: success, before: toSuccess(before), good: 'up' })}
        sparkline={hours.map(toSuccess)}
        render={<Link to="/runs" search={{ from, status: 'completed,failed' }} />}
      />
    </>
  );
};

const TimeAndCost = ({ overview, from }: { readonly overview: Overview; readonly from: string }) => {
  const { last24h: now, before24h: before } = overview;
  const { meanDurationMs, p95DurationMs, costNanoUsd, unpricedCalls } = now;
  return (
    <>
      <StatCard
        label="Response time, mean"
        value={meanDurationMs === null ? '–' : formatDuration(meanDurationMs)}
        change={toChange({ now: meanDurationMs, before: before.meanDurationMs, good: 'down' })}
        hint={p95DurationMs !== null && `p95 ${formatDuration(p95DurationMs)}`}
        render={<Link to="/runs" search={{ from, status: 'completed,failed,cancelled' }} />}
      />
      <StatCard
        label="Cost"
        value={formatCost(costNanoUsd)}
        change={toChange({ now: costNanoUsd, before: before.costNanoUsd })}
        hint={unpricedCalls > 0 && `+ ${formatCount(unpricedCalls)} unpriced`}
        render={<Link to="/runs" search={{ from }} />}
      />
    </>
  );
};

const toNowHint = ({ queued, waiting }: Overview): string =>
  [queued > 0 && `${formatCount(queued)} queued`, waiting > 0 && `${formatCount(waiting)} waiting`]
    .filter((part) => part !== false)
    .join(' · ') || 'right now';

/** The figures of the last 24 hours, each a way to the runs it counts. */
export const FigureCards = ({ overview, from }: { readonly overview: Overview; readonly from: string }) => (
  <div className={grid}>
    <RunCards overview={overview} from={from} />
    <TimeAndCost overview={overview} from={from} />
    <StatCard
      label="Running"
      value={formatCount(overview.running)}
      hint={toNowHint(overview)}
      render={<Link to="/runs" search={{ status: 'running' }} />}
    />
    <StatCard label="Active agents" value={formatCount(overview.activeAgents)} hint="ready to be asked" />
  </div>
);
