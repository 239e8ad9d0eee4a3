import type { RunEvent } from '@signalbox/contracts';
import { cn, Icon } from '@signalbox/ui';
import { CircleX } from 'lucide-react';
import { useMemo } from 'react';

import { formatDuration, formatTick } from '../../formats/format-duration.ts';
import { useNow } from '../../use-now.ts';
import { isPhone } from './is-phone.ts';
import { TimelineBars } from './timeline-bars.tsx';
import { toSpanMs, toTimeline, type TimelineRow } from './to-timeline.ts';
import { VirtualRows } from './virtual-rows.tsx';

interface TimelineViewProps {
  readonly events: readonly RunEvent[];
  readonly isOver: boolean;
  readonly selectedSeq: number | null;
  readonly onSelect: (seq: number) => void;
}

interface RowProps {
  readonly row: TimelineRow;
  readonly spanMs: number;
  readonly nowMs: number;
  readonly isSelected: boolean;
  readonly onSelect: (seq: number) => void;
}

const rowPx = 24;
const phoneRowPx = 44;
const ticks = [0, 0.25, 0.5, 0.75, 1];

const toRowMs = ({ bars }: TimelineRow, nowMs: number): number =>
  bars.reduce((sum, { startMs, endMs }) => sum + Math.max(0, (endMs ?? nowMs) - startMs), 0);

const Row = ({ row, spanMs, nowMs, isSelected, onSelect }: RowProps) => {
  const isOpen = row.bars.some(({ endMs }) => endMs === null);
  const isFailed = row.bars.at(-1)?.tone === 'failed';
  const took =
    row.bars.length === 0
      ? 'not started'
      : isOpen
        ? formatTick(toRowMs(row, nowMs))
        : formatDuration(toRowMs(row, nowMs));
  return (
    <button
      type="button"
      data-timeline={row.seq}
      aria-current={isSelected ? 'step' : undefined}
      onClick={() => onSelect(row.seq)}
      className={cn(
        'hover:bg-hover -outline-offset-2 flex h-11 w-full flex-wrap items-center gap-x-3 px-3 text-left sm:h-6 sm:flex-nowrap md:px-5',
        isSelected && 'bg-selected',
      )}
    >
      <span
        className={cn(
          'text-meta flex w-full min-w-0 items-center gap-1 sm:w-[220px] sm:shrink-0',
          row.depth === 1 && 'pl-4',
        )}
      >
        {isFailed && <Icon of={CircleX} size={14} className="text-danger" />}
        <span className={cn('truncate', row.depth === 1 && row.words === undefined && 'font-mono')}>{row.name}</span>
        <span className="sr-only">
          {row.words} {isFailed && 'failed'} {isOpen && 'going on'}
        </span>
      </span>
      <span className="flex min-w-0 flex-1 items-center bg-[linear-gradient(to_right,var(--border)_1px,transparent_1px)] bg-[length:25%_100%] sm:self-stretch">
        <TimelineBars row={row} spanMs={spanMs} nowMs={nowMs} />
      </span>
      <span className="text-meta text-text-muted w-20 shrink-0 text-right tabular-nums">{took}</span>
    </button>
  );
};

const Axis = ({ spanMs }: { readonly spanMs: number }) => (
  <div aria-hidden className="border-border flex h-7 shrink-0 items-center gap-x-3 border-b px-3 md:px-5">
    <span className="w-[220px] shrink-0 max-sm:hidden" />
    <span className="relative block h-4 min-w-0 flex-1">
      {ticks.map((at) => (
        <span
          key={at}
          className={cn(
            'text-caption text-text-muted absolute whitespace-nowrap tabular-nums',
            at === 1 ? '-translate-x-full' : at > 0 && '-translate-x-1/2',
            (at === 0.25 || at === 0.75) && 'max-sm:hidden',
          )}
          style={{ left: `${at * 100}%` }}
        >
          {at === 0 ? '0' : formatDuration(spanMs * at)}
        </span>
      ))}
    </span>
    <span className="w-20 shrink-0" />
  </div>
);

/** When everything of a run happened and how long it took; the whole run fits the width. */
export const TimelineView = ({ events, isOver, selectedSeq, onSelect }: TimelineViewProps) => {
  const rows = useMemo(() => toTimeline(events), [events]);
  const clockMs = useNow();
  const startMs = Date.parse(events[0]?.at ?? '');
  const lastMs = Date.parse(events.at(-1)?.at ?? '') - startMs;
  const nowMs = isOver ? lastMs : Math.max(lastMs, clockMs - startMs);
  const spanMs = toSpanMs(rows, nowMs);
  const selectedIndex = useMemo(() => rows.findIndex(({ seq }) => seq === selectedSeq), [rows, selectedSeq]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Axis spanMs={spanMs} />
      <VirtualRows
        label="Timeline"
        count={rows.length}
        rowPx={isPhone() ? phoneRowPx : rowPx}
        selectedIndex={selectedIndex}
        className="py-1"
        renderRow={(index) => {
          const row = rows[index];
          const isSelected = row?.seq === selectedSeq;
          return row && <Row row={row} spanMs={spanMs} nowMs={nowMs} isSelected={isSelected} onSelect={onSelect} />;
        }}
      />
    </div>
  );
};
