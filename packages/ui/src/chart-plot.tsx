import { ChartAxis, ChartMarks, ChartTimes } from './chart-axis.tsx';
import { ChartColumns } from './chart-columns.tsx';
import { ChartLines } from './chart-lines.tsx';
import type { ChartProps } from './chart-props.ts';
import { toHighest } from './to-chart-values.ts';
import { toTicks } from './to-ticks.ts';

/** The drawing of a chart with its axes. */
export const ChartPlot = (props: ChartProps) => {
  const { form, parts, series, marks = [] } = props;
  const ticks = toTicks(toHighest(props), props.values);
  const top = ticks.at(-1) ?? 1;
  return (
    <div className="@container min-w-0 overflow-hidden pt-5">
      <div className="relative h-40">
        <ChartAxis ticks={ticks} top={top} formatValue={props.formatValue} unit={props.unit} />
        <div className="absolute inset-y-0 right-0 left-14 isolate">
          <ChartColumns chart={props} top={top} />
          {form === 'lines' && <ChartLines parts={parts} series={series} top={top} />}
          <ChartMarks marks={marks} />
        </div>
      </div>
      <ChartTimes parts={parts} />
    </div>
  );
};
