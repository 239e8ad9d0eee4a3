import { SegmentedControl } from '@signalbox/ui';

import { FigureChart } from '../../figures/figure-chart.tsx';
import { LatencyChart, StatusChart, TokensChart } from '../../figures/runs-charts.tsx';
import { toRankedSeries } from '../../figures/to-figure-series.ts';
import { formatCost } from '../../formats/format-cost.ts';
import type { Span } from '../../time-range/read-range.ts';
import type { PageRange } from '../../time-range/use-range.ts';
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

/** How the time went: runs by what became of them, how long they took, what they cost, read and wrote. */
export const OverviewCharts = (props: OverviewChartsProps) => {
  const { figures, page, onRange } = props;
  const { course, summary } = figures;
  const common = { answer: course, page, onRange, conditions: {} };
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <StatusChart {...common} />
      <LatencyChart {...common} />
      <CostChart {...props} />
      <TokensChart title="Tokens" usage={summary.data?.current.usage} {...common} />
    </div>
  );
};
