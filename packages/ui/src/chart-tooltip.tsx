import { ChartSwatch } from './chart-legend.tsx';
import type { ChartProps } from './chart-props.ts';
import { lazyTooltip } from './lazy-tooltip.ts';
import { toChartSum, toChartValue } from './to-chart-values.ts';

interface ChartTooltipProps {
  readonly id: string;
  /** The part that it tells of. */
  readonly at: number;
  readonly anchor: HTMLElement;
  readonly chart: ChartProps;
}

/** The figures of one part of a chart, the highest first, and their total. */
export const ChartTooltip = ({ id, at, anchor, chart }: ChartTooltipProps) => {
  const { parts, series, formatValue, form, isSummed = form === 'bars' } = chart;
  const part = parts[at];
  const sum = toChartSum(series, at);
  const rows = series
    .map((one) => ({ one, value: toChartValue(one, at) }))
    .toSorted((left, right) => (right.value ?? -1) - (left.value ?? -1));
  return (
    <lazyTooltip.Layer id={id} anchor={anchor} className="pointer-events-none min-w-36 p-2 tabular-nums">
      <p className="mb-1 flex justify-between gap-4 font-medium">
        <span>
          {part?.label}
          {part?.isUnfinished && <span className="text-text-muted font-normal"> so far</span>}
        </span>
        {sum === null ? <span>no value</span> : isSummed && <span>{formatValue(sum)}</span>}
      </p>
      {sum !== null &&
        rows.map(({ one, value }) => (
          <p key={one.key} className="text-text-muted flex items-center gap-1.5">
            <ChartSwatch form={form} series={one} />
            <span className="min-w-0 flex-1 truncate">{one.label}</span>
            <span className="text-text">{value === null ? '–' : formatValue(value)}</span>
          </p>
        ))}
    </lazyTooltip.Layer>
  );
};
