import { useRef, type KeyboardEvent } from 'react';

import { panelWidths } from './use-panel-width.ts';

interface PanelEdgeProps {
  readonly width: number;
  readonly onResize: (width: number) => void;
}

const stepPx = 24;

/** The left edge of a panel on the right: drag it, or move it with the arrow keys. */
export const PanelEdge = ({ width, onResize }: PanelEdgeProps) => {
  const grab = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onResize(width + (event.key === 'ArrowLeft' ? stepPx : -stepPx));
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={width}
      aria-valuemin={panelWidths.least}
      aria-valuemax={panelWidths.most}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        grab.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (grab.current) onResize(grab.current.width + grab.current.x - event.clientX);
      }}
      onPointerUp={() => {
        grab.current = null;
      }}
      onPointerCancel={() => {
        grab.current = null;
      }}
      className="hover:bg-accent/45 focus-visible:bg-accent absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none transition-colors duration-[120ms] outline-none"
    />
  );
};
