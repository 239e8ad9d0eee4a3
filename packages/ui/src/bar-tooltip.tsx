import type { StackedBarsProps } from './bar-chart.ts';
import { cn } from './cn.ts';
import { lazyTooltip } from './lazy-tooltip.ts';
import { sumSegments, toSegmentValue, type Bar } from './to-bar-segments.ts';

interface BarTooltipProps extends Pick<StackedBarsProps, 'series'> {
  readonly id: string;
  readonly bar: Bar;
  readonly anchor: HTMLElement;
  readonly props: StackedBarsProps;
}

/** The figures of one bar, the highest first, and their total. */
export const BarTooltip = ({ id, bar, series, anchor, props: { formatValue } }: BarTooltipProps) => {
  const rows = series
    .map((one) => ({ ...one, value: toSegmentValue(bar, one.key) }))
    .toSorted((a, b) => b.value - a.value);
  return (
    <lazyTooltip.Layer id={id} anchor={anchor} className="pointer-events-none min-w-36 p-2 tabular-nums">
      <p className="mb-1 flex justify-between gap-4 font-medium">
        <span>
          {bar.label}
          {bar.isUnfinished && <span className="text-text-muted font-normal"> so far</span>}
        </span>
        <span>{bar.segments.length === 0 ? 'no value' : formatValue(sumSegments(bar))}</span>
      </p>
      {bar.segments.length > 0 &&
        rows.map(({ key, label, color, value }) => (
          <p key={key} className="text-text-muted flex items-center gap-1.5">
            <span aria-hidden className={cn('size-2 rounded-[2px]', color)} />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            <span className="text-text">{formatValue(value)}</span>
          </p>
        ))}
    </lazyTooltip.Layer>
  );
};
