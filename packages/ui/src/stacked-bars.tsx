import { useState } from 'react';

import { BarChartTable } from './bar-chart-table.tsx';
import type { StackedBarsProps } from './bar-chart.ts';
import { BarPlot } from './bar-plot.tsx';
import { cn } from './cn.ts';
import { sumSegments } from './to-bar-segments.ts';

const Legend = ({ series }: Pick<StackedBarsProps, 'series'>) => (
  <ul className="text-meta text-text-muted flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-1">
    {series.map(({ key, label, color }) => (
      <li key={key} className="flex items-center gap-1.5">
        <span aria-hidden className={cn('size-2 rounded-[2px]', color)} />
        {label}
      </li>
    ))}
  </ul>
);

/** Bars of stacked counts over time, from 0; arrow keys go through them, Enter opens one, and a table has the same figures. */
export const StackedBars = (props: StackedBarsProps) => {
  const [isTable, setIsTable] = useState(false);
  const total = props.bars.reduce((sum, bar) => sum + sumSegments(bar), 0);
  return (
    <figure
      aria-label={`${props.label}: ${props.formatValue(total)} in all`}
      className={cn('min-w-0', props.className)}
    >
      {isTable ? <BarChartTable {...props} /> : <BarPlot {...props} />}
      <div className="mt-2 flex items-start gap-3">
        <Legend series={props.series} />
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
