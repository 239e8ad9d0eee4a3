import { type MetricSeriesAnswer, type ModelUsage, tokenBuckets } from '@signalbox/contracts';

import { formatCount, formatLargeCount } from '../formats/format-count.ts';
import { formatDuration } from '../formats/format-duration.ts';
import type { Span } from '../time-range/read-range.ts';
import type { PageRange } from '../time-range/use-range.ts';
import { tokenClasses } from '../token-classes.ts';
import { FigureChart } from './figure-chart.tsx';
import { toLatencySeries, toStatusSeries, toTokenSeries } from './to-figure-series.ts';
import type { RunsConditions } from './to-runs-search.ts';

interface RunsChartProps {
  readonly answer: {
    readonly data: MetricSeriesAnswer | undefined;
    readonly error: unknown;
    readonly refetch: () => unknown;
  };
  readonly page: PageRange;
  readonly conditions: RunsConditions;
  readonly isOneAgent?: boolean;
  readonly onRange: (span: Span) => void;
}

/** The runs of each part of the time by what became of them. */
export const StatusChart = (props: RunsChartProps) => (
  <FigureChart
    title="Runs by status"
    form="bars"
    series={toStatusSeries(props.answer.data?.series[0]?.points ?? [])}
    formatValue={formatCount}
    values="counts"
    unit="runs"
    empty="No run began in this time."
    {...props}
  />
);

/** How long the runs of each part of the time took. */
export const LatencyChart = (props: RunsChartProps) => (
  <FigureChart
    title="Response time"
    note="waiting for people left out"
    form="lines"
    isSummed={false}
    series={toLatencySeries(props.answer.data?.series[0]?.points ?? [])}
    formatValue={formatDuration}
    values="durations"
    empty="No run ended in this time."
    {...props}
  />
);

/** What there is of each class that is billed. */
const TokenClasses = ({ usage }: { readonly usage: ModelUsage }) => (
  <dl className="text-meta text-text-muted flex flex-wrap gap-x-4 gap-y-1 px-4 pb-3 tabular-nums">
    {tokenBuckets
      .filter((bucket) => usage[bucket] > 0)
      .map((bucket) => (
        <div key={bucket} className="flex gap-1.5">
          <dt>{tokenClasses[bucket]}</dt>
          <dd className="text-text" title={formatCount(usage[bucket])}>
            {formatLargeCount(usage[bucket])}
          </dd>
        </div>
      ))}
  </dl>
);

interface TokensChartProps extends RunsChartProps {
  readonly title: string;
  /** Of the whole time. */
  readonly usage: ModelUsage | null | undefined;
}

/** What models read and wrote in each part of the time, by class. */
export const TokensChart = ({ usage, ...props }: TokensChartProps) => (
  <FigureChart
    form="bars"
    series={toTokenSeries(props.answer.data?.series[0]?.points ?? [])}
    formatValue={formatLargeCount}
    values="counts"
    empty="No model was called in this time."
    {...props}
  >
    {usage && <TokenClasses usage={usage} />}
  </FigureChart>
);
