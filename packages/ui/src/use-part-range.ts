import { useEffect, useRef, useState } from 'react';

interface PartRange {
  /** Where it began, and where it has come to. */
  readonly from: number;
  readonly to: number;
}

const toBounds = ({ from, to }: PartRange): readonly [number, number] => [Math.min(from, to), Math.max(from, to)];

/** A range of a chart's parts that is being dragged with the pointer, or drawn out with the keyboard. */
export const usePartRange = (onSelect: ((first: number, last: number) => void) | undefined) => {
  const [range, setRange] = useState<PartRange | null>(null);
  const [isDragging, setIsDragging] = useState(false);
  const isWide = range !== null && range.from !== range.to;
  const choose = (): boolean => {
    setRange(null);
    if (isWide) onSelect?.(...toBounds(range));
    return isWide;
  };
  const latest = useRef(choose);
  useEffect(() => {
    latest.current = choose;
  });
  // a drag ends wherever the pointer is let go
  useEffect(() => {
    if (!isDragging) return undefined;
    const end = ({ type }: PointerEvent): void => {
      setIsDragging(false);
      if (type === 'pointerup') latest.current();
      else setRange(null);
    };
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
    return () => {
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
  }, [isDragging]);
  return {
    isSelected: (at: number): boolean => {
      if (!isWide) return false;
      const [first, last] = toBounds(range);
      return at >= first && at <= last;
    },
    begin: (at: number): void => {
      if (!onSelect) return;
      setIsDragging(true);
      setRange({ from: at, to: at });
    },
    /** The pointer came over a part. */
    reach: (at: number): void => {
      if (isDragging && range) setRange({ ...range, to: at });
    },
    /** The keyboard goes from one part to another and takes the range along. */
    extend: (from: number, to: number): void => {
      if (onSelect) setRange({ from: range?.from ?? from, to });
    },
    clear: (): void => setRange(null),
    /** Hands the range on, if there is one, and forgets it. */
    choose,
  };
};
