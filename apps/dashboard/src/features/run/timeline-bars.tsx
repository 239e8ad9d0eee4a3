import { cn } from '@signalbox/ui';

import type { BarTone, TimelineRow } from './to-timeline.ts';

const hatch = 'unfinished';

const looks: Record<BarTone, string> = {
  model: 'bg-series-7',
  early: 'bg-series-7/45',
  tool: 'bg-accent',
  failed: 'bg-danger',
  queued: 'bg-neutral/60',
  discarded: cn('bg-neutral', hatch),
  waiting: cn('bg-warning', hatch),
  unknown: cn('bg-unknown', hatch),
};

interface TimelineBarsProps {
  readonly row: TimelineRow;
  readonly spanMs: number;
  readonly nowMs: number;
}

const toPercent = (ms: number, spanMs: number): string => `${((ms / spanMs) * 100).toFixed(3)}%`;

/** The bars of a row, from the start of the run to its end. */
export const TimelineBars = ({ row, spanMs, nowMs }: TimelineBarsProps) => {
  const [first] = row.bars;
  return (
    <span aria-hidden className="relative block h-3 min-w-0 flex-1">
      {row.bars.map((bar, index) => {
        const endMs = bar.endMs ?? Math.max(nowMs, bar.startMs);
        const isJoined = bar.tone === 'model' && row.bars[index - 1]?.tone === 'early';
        const isOpen = bar.endMs === null;
        return (
          <span
            key={index}
            className={cn(
              'absolute top-0 h-3 min-w-0.5 rounded-[3px]',
              looks[bar.tone],
              (isOpen || bar.tone === 'early') && 'rounded-r-none',
              isJoined && 'rounded-l-none',
            )}
            style={{
              left: `min(${toPercent(bar.startMs, spanMs)}, calc(100% - 2px))`,
              width: toPercent(endMs - bar.startMs, spanMs),
            }}
          />
        );
      })}
      {row.words !== undefined && first && (
        <span
          className="text-caption text-warning-text bg-canvas rounded-badge absolute -top-0.5 max-w-full truncate px-1"
          style={{ left: toPercent(first.startMs, spanMs) }}
        >
          {row.words}
        </span>
      )}
    </span>
  );
};
