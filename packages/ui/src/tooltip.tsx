import { cloneElement, useEffect, useId, useRef, useState, type HTMLAttributes, type ReactElement } from 'react';

import { lazyTooltip } from './lazy-tooltip.ts';

interface TooltipProps {
  readonly text: string;
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
  /** Shown only while the element cuts its text. */
  readonly isForCut?: boolean;
}

const openDelayMs = 500;
/** Long enough to move the pointer onto the tooltip, whose text can be selected. */
const closeDelayMs = 150;

const isCut = (element: HTMLElement): boolean => element.scrollWidth > element.clientWidth;

const useTooltip = (isForCut: boolean) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const schedule = (next: HTMLElement | null, delayMs: number): void => {
    clearTimeout(timer.current);
    if (next && isForCut && !isCut(next)) return;
    if (delayMs === 0) setAnchor(next);
    else timer.current = setTimeout(() => setAnchor(next), delayMs);
  };
  return { anchor, schedule };
};

/** Its child with a text beside it on hover and focus. The child hands its attributes on to its element. */
export const Tooltip = ({ text, children, isForCut = false }: TooltipProps) => {
  const id = useId();
  const { anchor, schedule } = useTooltip(isForCut);
  const own = children.props;
  const child = cloneElement(children, {
    'aria-describedby': anchor && !isForCut ? id : own['aria-describedby'],
    onPointerEnter: (event) => {
      own.onPointerEnter?.(event);
      lazyTooltip.prepare();
      if (event.pointerType !== 'touch') schedule(event.currentTarget, openDelayMs);
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event);
      schedule(null, closeDelayMs);
    },
    onFocus: (event) => {
      own.onFocus?.(event);
      lazyTooltip.prepare();
      if (event.currentTarget.matches(':focus-visible')) schedule(event.currentTarget, 0);
    },
    onBlur: (event) => {
      own.onBlur?.(event);
      schedule(null, 0);
    },
    onKeyDown: (event) => {
      if (event.key === 'Escape' && anchor) {
        // The layer around it stays open.
        event.preventDefault();
        event.stopPropagation();
        schedule(null, 0);
      } else own.onKeyDown?.(event);
    },
  });
  return (
    <>
      {child}
      {anchor && (
        <lazyTooltip.Layer
          id={id}
          anchor={anchor}
          align={isForCut ? 'start' : 'center'}
          onClose={() => schedule(null, 0)}
          onPointerEnter={() => schedule(anchor, 0)}
          onPointerLeave={() => schedule(null, closeDelayMs)}
          className="w-max max-w-[min(360px,calc(100vw-16px))] px-2 py-1 break-words select-text"
        >
          {text}
        </lazyTooltip.Layer>
      )}
    </>
  );
};
