import { cloneElement, type HTMLAttributes, type ReactElement } from 'react';

import type { ChartPart, ChartProps } from './chart-props.ts';
import { cn } from './cn.ts';
import { toChartSum, toChartValue } from './to-chart-values.ts';

interface ChartColumnProps extends HTMLAttributes<HTMLElement> {
  readonly at: number;
  readonly chart: ChartProps;
  /** The value at the top of the plot. */
  readonly top: number;
  /** It stands in the range that is being selected. */
  readonly isSelected: boolean;
}

const toElement = ({ href }: ChartPart): ReactElement<HTMLAttributes<HTMLElement>> =>
  // a link would be dragged away from under a selection
  href === undefined ? <div role="img" /> : <a href={href} draggable={false} />;

const toWords = ({ form, series, formatValue }: ChartProps, at: number): string => {
  if (toChartSum(series, at) === null) return 'no value';
  const told = series
    .map((one) => ({ label: one.label, value: toChartValue(one, at) }))
    .filter(({ value }) => value !== null && (form === 'lines' || value > 0))
    .map(({ label, value }) => `${formatValue(value ?? 0)} ${label}`);
  return told.join(', ') || formatValue(0);
};

const Bar = ({ at, chart, top }: Pick<ChartColumnProps, 'at' | 'chart' | 'top'>) =>
  chart.series.map((one) => {
    const value = toChartValue(one, at) ?? 0;
    return (
      value > 0 && (
        <span
          key={one.key}
          className={cn(
            'w-[72%] max-w-10 shrink-0 bg-current',
            one.color,
            chart.parts[at]?.isUnfinished && 'unfinished',
          )}
          style={{ height: `max(1px, ${(value / top) * 100}%)` }}
        />
      )
    );
  });

/** One part of a chart, as wide as its share; pressing anywhere in its height opens it. */
export const ChartColumn = ({ at, chart, top, isSelected, ...rest }: ChartColumnProps) => {
  const part = chart.parts[at];
  if (!part) return null;
  const isHatched = part.isUnfinished === true && chart.form === 'lines';
  return cloneElement(
    toElement(part),
    {
      'aria-label': `${part.label}: ${toWords(chart, at)}${part.isUnfinished ? ', so far' : ''}`,
      className: cn(
        'relative flex h-full min-w-0 flex-1 flex-col-reverse items-center -outline-offset-2',
        isSelected ? 'bg-selected' : 'hover:bg-hover',
      ),
      ...rest,
    },
    chart.form === 'bars' && <Bar at={at} chart={chart} top={top} />,
    isHatched && <span className="bg-neutral-tint unfinished absolute inset-0 -z-10" />,
  );
};
