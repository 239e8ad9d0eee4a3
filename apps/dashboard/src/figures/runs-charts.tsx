import type { MetricSeriesAnswer } from '@signalbox/contracts';

import { formatCount } from '../formats/format-count.ts';
import { formatDuration } from '../formats/format-duration.ts';
import type { Span } from '../time-range/read-range.ts';
import type { PageRange } from '../time-range/use-range.ts';
import { FigureChart } from './figure-chart.tsx';
import { toLatencySeries, toStatusSeries } from './to-figure-series.ts';
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
    empty="No run ended in this time."
    {...props}
  />
);
