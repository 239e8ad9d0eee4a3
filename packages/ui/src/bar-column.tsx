import { cloneElement, type HTMLAttributes, type ReactElement } from 'react';

import type { StackedBarsProps } from './bar-chart.ts';
import { cn } from './cn.ts';
import { sumSegments, toSegmentValue, type Bar } from './to-bar-segments.ts';

interface BarColumnProps {
  readonly bar: Bar;
  readonly props: StackedBarsProps;
  /** The value at the top of the plot. */
  readonly top: number;
  readonly tabIndex: 0 | -1;
  readonly describedBy: string | undefined;
  readonly onShow: (by: HTMLElement | null) => void;
  readonly onFocus: () => void;
}

const toElement = ({ href }: Bar): ReactElement<HTMLAttributes<HTMLElement>> =>
  href === undefined ? <div role="img" /> : <a href={href} />;

/** One bar of a chart, as wide as its share; pressing anywhere in its height opens it. */
export const BarColumn = ({ bar, props, top, tabIndex, describedBy, onShow, onFocus }: BarColumnProps) => {
  const { series, formatValue, onOpen } = props;
  const parts = series.filter(({ key }) => toSegmentValue(bar, key) > 0);
  const said = parts.map(({ key, label }) => `${formatValue(toSegmentValue(bar, key))} ${label}`).join(', ');
  return cloneElement(
    toElement(bar),
    {
      tabIndex,
      'aria-label': `${bar.label}: ${said || formatValue(sumSegments(bar))}${bar.isUnfinished ? ', so far' : ''}`,
      'aria-describedby': describedBy,
      className:
        'group hover:bg-hover relative flex h-full min-w-0 flex-1 flex-col-reverse items-center -outline-offset-2',
      onPointerEnter: (event) => onShow(event.currentTarget),
      onFocus: (event) => {
        onFocus();
        if (event.currentTarget.matches(':focus-visible')) onShow(event.currentTarget);
      },
      onBlur: () => onShow(null),
      onClick: (event) => {
        if (!onOpen || bar.href === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(bar.href);
      },
    },
    parts.map(({ key, color }) => (
      <span
        key={key}
        className={cn('w-[72%] max-w-10 shrink-0 first:mb-0', color, bar.isUnfinished && 'unfinished')}
        style={{ height: `max(1px, ${(toSegmentValue(bar, key) / top) * 100}%)` }}
      />
    )),
  );
};
