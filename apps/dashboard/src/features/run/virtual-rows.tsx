import { cn } from '@signalbox/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';

interface VirtualRowsProps {
  readonly label: string;
  readonly count: number;
  /** All rows are this high. */
  readonly rowPx: number;
  /** The row to keep in sight; -1 for none. */
  readonly selectedIndex: number;
  readonly renderRow: (index: number) => ReactNode;
  readonly className?: string;
}

/** A scrolling region of many rows, of which only those in sight are drawn. */
export const VirtualRows = ({ label, count, rowPx, selectedIndex, renderRow, className }: VirtualRowsProps) => {
  const region = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const rows = useVirtualizer({
    count,
    getScrollElement: () => region.current,
    estimateSize: () => rowPx,
    overscan: 20,
    useFlushSync: false,
  });
  useEffect(() => {
    if (selectedIndex >= 0) rows.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [rows, selectedIndex]);
  return (
    <div
      ref={region}
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn('min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]', className)}
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => (
          <div key={key} className="absolute inset-x-0 top-0" style={{ transform: `translateY(${start}px)` }}>
            {renderRow(index)}
          </div>
        ))}
      </div>
    </div>
  );
};
