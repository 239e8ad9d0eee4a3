import { useId, useState, type KeyboardEvent } from 'react';

import type { StackedBarsProps } from './bar-chart.ts';
import { BarColumn } from './bar-column.tsx';
import { BarTooltip } from './bar-tooltip.tsx';
import { sumSegments } from './to-bar-segments.ts';
import { toTicks } from './to-ticks.ts';

const mostLabels = 6;

const toNext = (key: string, at: number, count: number): number | null => {
  if (key === 'ArrowRight') return Math.min(at + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
};

const Axis = ({ ticks, top, props }: { ticks: readonly number[]; top: number; props: StackedBarsProps }) => (
  <div aria-hidden className="text-caption text-text-muted pointer-events-none absolute inset-0 tabular-nums">
    {ticks.map((tick) => (
      <div key={tick} className="absolute inset-x-0 flex h-0 items-center" style={{ bottom: `${(tick / top) * 100}%` }}>
        <span className="w-12 shrink-0 pr-2 text-right whitespace-nowrap">
          {props.formatValue(tick)}
          {tick === top && props.unit !== undefined && ` ${props.unit}`}
        </span>
        <span className="bg-border h-px flex-1" />
      </div>
    ))}
  </div>
);

const Labels = ({ bars }: Pick<StackedBarsProps, 'bars'>) => {
  const every = Math.max(1, Math.ceil(bars.length / mostLabels));
  return (
    <div aria-hidden className="text-caption text-text-muted ml-12 flex h-5 items-end tabular-nums">
      {bars.map(({ label }, at) => (
        <span key={label} className="relative h-4 min-w-0 flex-1">
          {at % every === 0 && <span className="absolute left-0 whitespace-nowrap">{label}</span>}
        </span>
      ))}
    </div>
  );
};

/** The plot of a bar chart. One bar takes Tab, arrow keys move on from it. */
export const BarPlot = (props: StackedBarsProps) => {
  const { bars, series, label } = props;
  const id = useId();
  const [focusedAt, setFocusedAt] = useState(bars.length - 1);
  const [shown, setShown] = useState<{ readonly at: number; readonly by: HTMLElement } | null>(null);
  const ticks = toTicks(Math.max(0, ...bars.map((bar) => sumSegments(bar))));
  const top = ticks.at(-1) ?? 1;
  const reachable = Math.max(0, Math.min(focusedAt, bars.length - 1));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = toNext(event.key, reachable, bars.length);
    if (next === null) return;
    event.preventDefault();
    setFocusedAt(next);
    const column = event.currentTarget.children[next];
    if (column instanceof HTMLElement) column.focus();
  };
  const shownBar = shown ? bars[shown.at] : undefined;
  return (
    <div className="min-w-0 overflow-hidden pt-2">
      <div className="relative h-40">
        <Axis ticks={ticks} top={top} props={props} />
        <div
          role="group"
          aria-label={`${label}, one bar at a time`}
          onKeyDown={onKeyDown}
          onPointerLeave={() => setShown(null)}
          className="absolute inset-y-0 right-0 left-12 flex items-end"
        >
          {bars.map((bar, at) => (
            <BarColumn
              key={bar.label}
              bar={bar}
              props={props}
              top={top}
              tabIndex={at === reachable ? 0 : -1}
              describedBy={shown?.at === at ? id : undefined}
              onShow={(by) => setShown(by && { at, by })}
              onFocus={() => setFocusedAt(at)}
            />
          ))}
        </div>
      </div>
      <Labels bars={bars} />
      {shown && shownBar && <BarTooltip id={id} bar={shownBar} series={series} anchor={shown.by} props={props} />}
    </div>
  );
};
