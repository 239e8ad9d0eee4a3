import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

import type { TranscriptItem } from './transcript-item.ts';

/** How high a step will be before it is measured: a good guess keeps the scroll bar still. */
const estimates: Record<TranscriptItem['type'], number> = {
  request: 56,
  'demo-notice': 36,
  thought: 60,
  'tool-call': 190,
  discard: 80,
  fallback: 36,
  resume: 36,
  answer: 120,
  end: 60,
};

const findScroller = (element: HTMLElement | null): HTMLElement | null => {
  for (let one = element?.parentElement ?? null; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return null;
};

/** Where the list begins in what scrolls. */
const measureMargin = (list: HTMLElement, scroller: HTMLElement): number =>
  Math.round(list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);

/** Draws only the steps in sight of whatever scrolls around the list. */
export const useStepRows = (
  list: RefObject<HTMLElement | null>,
  items: readonly TranscriptItem[],
): Virtualizer<HTMLElement, HTMLLIElement> => {
  const scroller = useRef<HTMLElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    scroller.current = findScroller(list.current);
    if (!list.current || !scroller.current) return undefined;
    const [element, outer] = [list.current, scroller.current];
    const measure = (): void => setScrollMargin(measureMargin(element, outer));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [list]);
  // another function has all rows measured anew, at every drawing
  const getItemKey = useCallback((index: number) => items[index]?.seq ?? -1 - index, [items]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  return useVirtualizer<HTMLElement, HTMLLIElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimates[items[index]?.type ?? 'thought'],
    getItemKey,
    overscan: 8,
    scrollMargin,
    useFlushSync: false,
  });
};
