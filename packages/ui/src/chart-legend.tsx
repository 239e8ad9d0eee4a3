import type { ChartProps, ChartSeries } from './chart-props.ts';
import { cn } from './cn.ts';

interface ChartSwatchProps {
  readonly form: ChartProps['form'];
  readonly series: Pick<ChartSeries, 'color' | 'line'>;
}

const lines = { full: 'border-t-2', thin: 'border-t-[1.5px]', dashed: 'border-t-[1.5px] border-dashed' } as const;

/** What a series looks like in its chart. */
export const ChartSwatch = ({ form, series: { color, line } }: ChartSwatchProps) => (
  <span
    aria-hidden
    className={cn(
      'shrink-0',
      color,
      form === 'bars' ? 'size-2 rounded-[2px] bg-current' : ['w-3 border-current', lines[line ?? 'full']],
    )}
  />
);

/** The series of a chart with what each looks like. */
export const ChartLegend = ({ form, series }: Pick<ChartProps, 'form' | 'series'>) => (
  <ul className="text-meta text-text-muted flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-1">
    {series.map((one) => (
      <li key={one.key} className="flex min-w-0 items-center gap-1.5">
        <ChartSwatch form={form} series={one} />
        <span className="truncate">{one.label}</span>
      </li>
    ))}
  </ul>
);
