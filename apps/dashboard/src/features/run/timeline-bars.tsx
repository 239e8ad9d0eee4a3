import { cn } from '@signalbox/ui';
import { useContext } from 'react';

import { ProgressContext } from '../../transcript/progress-context.ts';
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

/** The bars of a row, from the start of the run to its end, with what a call under way said last. */
export const TimelineBars = ({ row, spanMs, nowMs }: TimelineBarsProps) => {
  const [first] = row.bars;
  const said = useContext(ProgressContext).get(row.callId ?? '');
  const words = row.words ?? said?.message;
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
      {words !== undefined && first && (
        <span
          className="absolute inset-x-0 -top-0.5 flex"
          style={{ paddingLeft: `min(${toPercent(first.startMs, spanMs)}, 100%)` }}
        >
          <span
            className={cn(
              'text-caption bg-canvas rounded-badge truncate px-1',
              // a beginning of the bar is left to see
              row.words === undefined ? 'text-text-muted ml-2' : 'text-warning-text',
            )}
          >
            {words}
          </span>
        </span>
      )}
    </span>
  );
};
