import type { Metrics, MetricsSummary } from '@signalbox/contracts';
import { StatCard } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { formatCost } from '../formats/format-cost.ts';
import { formatCount, formatLargeCount } from '../formats/format-count.ts';
import { formatDuration } from '../formats/format-duration.ts';
import { formatPercent } from '../formats/format-percent.ts';
import { printRange } from '../time-range/read-range.ts';
import type { PageRange } from '../time-range/use-range.ts';
import { toChange, toPointChange } from './to-change.ts';
import { type RunsConditions, toRunsSearch } from './to-runs-search.ts';
import { toSuccess } from './to-success.ts';

/** What the cards of a page tell of. */
export interface RunCardProps {
  readonly summary: Pick<MetricsSummary, 'current' | 'before'>;
  /** The figures of each part of the time; undefined until they are known. */
  readonly points: readonly Metrics[] | undefined;
  readonly page: PageRange;
  /** Which runs they are of, besides their time. */
  readonly conditions: RunsConditions;
}

interface RunsLinkProps extends Pick<RunCardProps, 'summary' | 'page' | 'conditions'> {
  readonly status?: string;
}

const toRuns = ({ summary, page, conditions, status }: RunsLinkProps) => (
  <Link
    to="/runs"
    search={toRunsSearch(page, { ...conditions, ...(status !== undefined && { status }) }, summary.current.gone)}
  />
);

/** How many runs began. */
export const RunsCard = (props: RunCardProps) => {
  const { current, before } = props.summary;
  return (
    <StatCard
      label="Runs"
      value={<span title={formatCount(current.count)}>{formatLargeCount(current.count)}</span>}
      change={toChange({ now: current.count, before: before.count })}
      sparkline={props.points?.map(({ count }) => count)}
      render={toRuns(props)}
    />
  );
};

/** How long those took that ended. */
export const ResponseCard = (props: RunCardProps) => {
  const { meanDurationMs, p95DurationMs } = props.summary.current;
  return (
    <StatCard
      label="Response time, mean"
      value={meanDurationMs === null ? '–' : formatDuration(meanDurationMs)}
      change={toChange({ now: meanDurationMs, before: props.summary.before.meanDurationMs, good: 'down' })}
      hint={p95DurationMs !== null && `p95 ${formatDuration(p95DurationMs)}`}
      sparkline={props.points?.map((point) => point.meanDurationMs)}
      render={toRuns({ ...props, status: 'completed,failed,cancelled' })}
    />
  );
};

/** What they cost; it leads to where cost is told apart. */
export const CostCard = ({ summary: { current, before }, points, page }: RunCardProps) => (
  <StatCard
    label="Cost"
    value={formatCost(current.costNanoUsd)}
    change={toChange({ now: current.costNanoUsd, before: before.costNanoUsd })}
    hint={current.unpricedCalls > 0 && `+ ${formatCount(current.unpricedCalls)} unpriced`}
    sparkline={points?.map(({ costNanoUsd }) => costNanoUsd)}
    render={<Link to="/analytics" search={{ measure: 'cost', ...printRange(page.range) }} />}
  />
);

/** How many of those completed that did or failed. */
export const SuccessCard = (props: RunCardProps) => {
  const success = toSuccess(props.summary.current);
  return (
    <StatCard
      label="Success"
      value={success === null ? '–' : formatPercent(success)}
      change={toPointChange({ now: success, before: toSuccess(props.summary.before), good: 'up' })}
      sparkline={props.points?.map(toSuccess)}
      render={toRuns({ ...props, status: 'completed,failed' })}
    />
  );
};

/** What models read and wrote for them. */
export const TokensCard = (props: RunCardProps) => {
  const { inputTokens, outputTokens } = props.summary.current;
  const { before } = props.summary;
  return (
    <StatCard
      label="Tokens"
      value={formatLargeCount(inputTokens + outputTokens)}
      change={toChange({ now: inputTokens + outputTokens, before: before.inputTokens + before.outputTokens })}
      hint={`${formatLargeCount(outputTokens)} written`}
      sparkline={props.points?.map((point) => point.inputTokens + point.outputTokens)}
      render={toRuns(props)}
    />
  );
};
