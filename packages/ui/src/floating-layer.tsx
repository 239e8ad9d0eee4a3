import { useLayoutEffect, useRef, useState, type ComponentProps } from 'react';

import { cn } from './cn.ts';
import { placeLayer } from './place-layer.ts';

export interface FloatingLayerProps extends ComponentProps<'div'> {
  readonly anchor: HTMLElement;
  readonly side?: 'bottom' | 'top';
  readonly align?: 'start' | 'center' | 'end';
  /** Called on a press outside; the opener counts as inside. */
  readonly onPressOutside?: () => void;
  /** What has the focus once it is shown; without it the focus stays where it is. */
  readonly toFirstFocus?: (layer: HTMLElement) => HTMLElement | null | undefined;
}

/** Keeps the layer beside its anchor while either moves; the function ends that. */
const follow = (layer: HTMLElement, { anchor, side = 'bottom', align = 'start' }: FloatingLayerProps): (() => void) => {
  const place = (): void => {
    const { left, top, maxHeight } = placeLayer({
      anchor: anchor.getBoundingClientRect(),
      layer: { width: layer.offsetWidth, height: layer.scrollHeight + layer.offsetHeight - layer.clientHeight },
      viewport: { width: window.innerWidth, height: window.innerHeight },
      side,
      align,
    });
    layer.style.left = `${left}px`;
    layer.style.top = `${top}px`;
    layer.style.maxHeight = `${maxHeight}px`;
  };
  place();
  const observer = new ResizeObserver(place);
  observer.observe(layer);
  window.addEventListener('resize', place);
  document.addEventListener('scroll', place, true);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', place);
    document.removeEventListener('scroll', place, true);
  };
};

/**
 * A layer beside its anchor, in the browser's top layer: nothing clips it and it needs no portal.
 * The focus goes back to the anchor when the layer goes while it holds the focus.
 */
export const FloatingLayer = (props: FloatingLayerProps) => {
  const { anchor, side = 'bottom', align = 'start', onPressOutside, toFirstFocus, className, ...rest } = props;
  const { children, ...attributes } = rest;
  const [layer, setLayer] = useState<HTMLDivElement | null>(null);
  const calls = useRef({ onPressOutside, toFirstFocus });
  useLayoutEffect(() => {
    calls.current = { onPressOutside, toFirstFocus };
  });
  useLayoutEffect(() => {
    if (!layer) return;
    layer.showPopover();
    const unfollow = follow(layer, { anchor, side, align });
    calls.current.toFirstFocus?.(layer)?.focus();
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !layer.contains(target) && !anchor.contains(target))
        calls.current.onPressOutside?.();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => {
      document.removeEventListener('pointerdown', onPress, true);
      unfollow();
      if (layer.contains(document.activeElement)) anchor.focus();
    };
  }, [layer, anchor, side, align]);
  return (
    <div
      ref={setLayer}
      popover="manual"
      className={cn(
        'bg-raised text-text border-border shadow-raised fixed inset-auto overflow-y-auto border opacity-100 transition-opacity duration-[120ms] starting:opacity-0',
        className,
      )}
      {...attributes}
    >
      {children}
    </div>
  );
};
