import { useCallback, useSyncExternalStore, type RefObject } from 'react';

/** Shorter lists are drawn whole. */
const longFrom = 200;
/** The part that is drawn moves on by so many rows, and reaches so many beyond each edge: the keyboard finds the next. */
const stepRows = 15;

/** The part of a long list that is drawn, and how high the rest is. */
export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
  readonly beforePx: number;
  readonly afterPx: number;
}

interface RowWindowOptions {
  readonly count: number;
  /** Of each row. */
  readonly heightPx: number;
  readonly scroll: RefObject<HTMLElement | null>;
}

/** Which of so many rows of one height to draw, by where the list is scrolled to. */
export const useRowWindow = ({ count, heightPx, scroll }: RowWindowOptions): RowWindow => {
  const isLong = count > longFrom;
  const subscribe = useCallback(
    (onScroll: () => void) => {
      const element = scroll.current;
      element?.addEventListener('scroll', onScroll, { passive: true });
      return () => element?.removeEventListener('scroll', onScroll);
    },
    [scroll],
  );
  const toStep = (): number => Math.floor((scroll.current?.scrollTop ?? 0) / (heightPx * stepRows));
  const step = useSyncExternalStore(subscribe, isLong ? toStep : () => 0);
  if (!isLong) return { first: 0, end: count, beforePx: 0, afterPx: 0 };
  const first = Math.min(Math.max(0, (step - 1) * stepRows), count);
  const end = Math.min(count, (step + 2) * stepRows + Math.ceil(window.innerHeight / heightPx));
  return { first, end, beforePx: first * heightPx, afterPx: (count - end) * heightPx };
};
