import { tokenBuckets, type ModelUsage } from '@signalbox/contracts';
import { SegmentedControl } from '@signalbox/ui';

import { FigureChart } from '../../figures/figure-chart.tsx';
import { LatencyChart, StatusChart } from '../../figures/runs-charts.tsx';
import { toRankedSeries, toTokenSeries } from '../../figures/to-figure-series.ts';
import { formatCost } from '../../formats/format-cost.ts';
import { formatCount, formatLargeCount } from '../../formats/format-count.ts';
import type { Span } from '../../time-range/read-range.ts';
import type { PageRange } from '../../time-range/use-range.ts';
import { tokenClasses } from '../../token-classes.ts';
import type { CostBy, useOverviewFigures } from './use-overview.ts';

interface OverviewChartsProps {
  readonly figures: ReturnType<typeof useOverviewFigures>;
  readonly page: PageRange;
  readonly costBy: CostBy;
  readonly onCostBy: (by: CostBy) => void;
  readonly onRange: (span: Span) => void;
}

const costChoices = [
  { value: 'agent', label: 'By agent' },
  { value: 'model', label: 'By model' },
] as const;

/** What models read and wrote by what is billed, those classes that there are. */
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

const CostChart = ({ figures: { costs }, costBy, onCostBy, ...common }: OverviewChartsProps) => (
  <FigureChart
    title="Cost"
    form="bars"
    answer={costs}
    series={toRankedSeries(costs.data?.series ?? [], ({ costNanoUsd }) => costNanoUsd)}
    formatValue={formatCost}
    conditions={{}}
    empty="No call with a price was made in this time."
    actions={<SegmentedControl label="Cost by" value={costBy} options={costChoices} onChange={onCostBy} />}
    {...common}
  />
);

/** How the time went: runs by what became of them, how long they took, what they cost and read. */
export const OverviewCharts = (props: OverviewChartsProps) => {
  const { figures, page, onRange } = props;
  const { course, summary } = figures;
  const points = course.data?.series[0]?.points ?? [];
  const common = { answer: course, page, onRange, conditions: {} };
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <StatusChart {...common} />
      <LatencyChart {...common} />
      <CostChart {...props} />
      <FigureChart
        title="Tokens"
        form="bars"
        series={toTokenSeries(points)}
        formatValue={formatLargeCount}
        empty="No model was called in this time."
        {...common}
      >
        {summary.data && <TokenClasses usage={summary.data.usage} />}
      </FigureChart>
    </div>
  );
};
