import { useState } from 'react';

import { ChartLegend } from './chart-legend.tsx';
import { ChartPlot } from './chart-plot.tsx';
import type { ChartProps } from './chart-props.ts';
import { ChartTable } from './chart-table.tsx';
import { cn } from './cn.ts';
import { hasLine, toChartSum } from './to-chart-values.ts';

const toTotal = ({ form, parts, series, formatValue }: ChartProps): string => {
  if (form === 'lines') return '';
  return `: ${formatValue(parts.reduce((sum, _, at) => sum + (toChartSum(series, at) ?? 0), 0))} in all`;
};

/** In place of lines that a single value does not make. */
const LoneFigures = ({ series, formatValue }: Pick<ChartProps, 'series' | 'formatValue'>) => (
  <dl className="flex flex-wrap gap-x-8 gap-y-2 py-2">
    {series.map(({ key, label, values }) => {
      const value = values.findLast((one) => one !== null) ?? null;
      return (
        <div key={key}>
          <dt className="text-meta text-text-muted">{label}</dt>
          <dd className="text-figure font-semibold tabular-nums">{value === null ? '–' : formatValue(value)}</dd>
        </div>
      );
    })}
  </dl>
);

/**
 * Figures over time, from 0, as stacked bars or lines. Arrow keys go from part to part, Enter opens one, a drag selects
 * a range, and a table has the same figures.
 */
export const Chart = (props: ChartProps) => {
  const { form, label, series, className } = props;
  const [isTable, setIsTable] = useState(false);
  const isLone = form === 'lines' && !hasLine(series);
  return (
    <figure aria-label={`${label}${toTotal(props)}`} className={cn('min-w-0', className)}>
      {isTable && <ChartTable {...props} />}
      {!isTable && isLone && <LoneFigures {...props} />}
      {!isTable && !isLone && <ChartPlot {...props} />}
      <div className="mt-2 flex items-start gap-3">
        <ChartLegend form={form} series={series} />
        <button
          type="button"
          onClick={() => setIsTable(!isTable)}
          className="text-meta text-text-muted hover:text-text rounded-badge shrink-0 underline-offset-2 hover:underline pointer-coarse:h-11"
        >
          {isTable ? 'Show as chart' : 'Show as table'}
        </button>
      </div>
    </figure>
  );
};
