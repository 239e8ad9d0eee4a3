import { useId, useState, type KeyboardEvent, type MouseEvent } from 'react';

import { ChartColumn } from './chart-column.tsx';
import type { ChartProps } from './chart-props.ts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { usePartRange } from './use-part-range.ts';

const toNext = (key: string, at: number, count: number): number | null => {
  if (key === 'ArrowRight') return Math.min(at + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
};

/** Which part has the focus, which is told of, and which are being selected. */
const useColumns = ({ parts, onOpen, onSelect }: ChartProps) => {
  const range = usePartRange(onSelect);
  const [focusedAt, setFocusedAt] = useState(parts.length - 1);
  const [shown, setShown] = useState<{ readonly at: number; readonly by: HTMLElement } | null>(null);
  const reachable = Math.max(0, Math.min(focusedAt, parts.length - 1));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape') range.clear();
    const next = toNext(event.key, reachable, parts.length);
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey) range.extend(reachable, next);
    else range.clear();
    setFocusedAt(next);
    const column = event.currentTarget.children[next];
    if (column instanceof HTMLElement) column.focus();
  };
  const open = (event: MouseEvent, at: number): void => {
    const href = parts[at]?.href;
    if (range.choose()) event.preventDefault();
    else if (onOpen && href !== undefined && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onOpen(href);
    }
  };
  const focus = (element: HTMLElement, at: number): void => {
    setFocusedAt(at);
    if (element.matches(':focus-visible')) setShown({ at, by: element });
  };
  const point = (element: HTMLElement, at: number): void => {
    range.reach(at);
    setShown({ at, by: element });
  };
  return { range, reachable, shown, onKeyDown, open, focus, point, hide: () => setShown(null) };
};

interface ChartColumnsProps {
  readonly chart: ChartProps;
  /** The value at the top of the plot. */
  readonly top: number;
}

/** The parts of a chart as what is pressed, reached and told of. One part takes Tab, arrow keys move on from it. */
export const ChartColumns = ({ chart, top }: ChartColumnsProps) => {
  const { parts, label } = chart;
  const id = useId();
  const { range, reachable, shown, onKeyDown, open, focus, point, hide } = useColumns(chart);
  return (
    <>
      <div
        role="group"
        aria-label={`${label}, one part at a time`}
        onKeyDown={onKeyDown}
        onPointerLeave={hide}
        className="absolute inset-0 flex items-end select-none"
      >
        {parts.map((_, at) => (
          <ChartColumn
            // by its place: time goes on, and what has the focus keeps it
            key={at}
            at={at}
            chart={chart}
            top={top}
            isSelected={range.isSelected(at)}
            tabIndex={at === reachable ? 0 : -1}
            aria-describedby={shown?.at === at ? id : undefined}
            onPointerDown={({ pointerType }) => pointerType === 'mouse' && range.begin(at)}
            onPointerEnter={({ currentTarget }) => point(currentTarget, at)}
            onFocus={({ currentTarget }) => focus(currentTarget, at)}
            onBlur={hide}
            onClick={(event) => open(event, at)}
          />
        ))}
      </div>
      {shown && parts[shown.at] && <ChartTooltip id={id} at={shown.at} anchor={shown.by} chart={chart} />}
    </>
  );
};
