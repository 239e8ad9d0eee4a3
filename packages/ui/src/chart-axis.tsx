import type { ChartMark, ChartProps } from './chart-props.ts';
import { cn } from './cn.ts';

interface ChartAxisProps extends Pick<ChartProps, 'formatValue' | 'unit'> {
  readonly ticks: readonly number[];
  readonly top: number;
}

const mostLabels = 6;
/** A label that begins further right would be cut. */
const lastPlace = 0.9;

/** The values of a chart at its left, the unit on the top one, with a line each. */
export const ChartAxis = ({ ticks, top, formatValue, unit }: ChartAxisProps) => (
  <div aria-hidden className="text-caption text-text-muted pointer-events-none absolute inset-0 tabular-nums">
    {ticks.map((tick) => (
      <div key={tick} className="absolute inset-x-0 flex h-0 items-center" style={{ bottom: `${(tick / top) * 100}%` }}>
        <span className="w-14 shrink-0 pr-2 text-right whitespace-nowrap">
          {formatValue(tick)}
          {tick === top && unit !== undefined && ` ${unit}`}
        </span>
        <span className="bg-border h-px flex-1" />
      </div>
    ))}
  </div>
);

/** The times of a chart below it, at most six. */
export const ChartTimes = ({ parts }: Pick<ChartProps, 'parts'>) => {
  const every = Math.max(1, Math.ceil(parts.length / mostLabels));
  return (
    <div aria-hidden className="text-caption text-text-muted ml-14 flex h-5 items-end tabular-nums">
      {parts.map(({ label, axisLabel }, at) => (
        <span key={label} className="relative h-4 min-w-0 flex-1">
          {at % every === 0 && at / parts.length < lastPlace && (
            <span className="absolute left-0 whitespace-nowrap">{axisLabel ?? label}</span>
          )}
        </span>
      ))}
    </div>
  );
};

/** How much of the plot a name takes at most; the class `max-w-[25cqw]` says the same. */
const nameShare = 0.27;

interface PlacedMark {
  readonly mark: ChartMark;
  /** Its name stands left of its line: right of it, it would be cut. */
  readonly isAtEnd: boolean;
  /** Whether there is room for its name. */
  readonly isNamed: boolean;
}

/** The marks from left to right; those that follow a name too closely have none. */
const toPlaced = (marks: readonly ChartMark[]): readonly PlacedMark[] => {
  let taken = 0;
  return marks
    .toSorted((left, right) => left.share - right.share)
    .map((mark) => {
      const isAtEnd = mark.share + nameShare > 1;
      const start = isAtEnd ? mark.share - nameShare : mark.share;
      const isNamed = start >= taken;
      if (isNamed) taken = start + nameShare;
      return { mark, isAtEnd, isNamed };
    });
};

/** What happened in the time of a chart: dashed lines, those that are far enough apart with their names. */
export const ChartMarks = ({ marks }: { readonly marks: readonly ChartMark[] }) => (
  <div className="pointer-events-none absolute inset-0">
    {toPlaced(marks).map(({ mark: { label, share }, isAtEnd, isNamed }) => (
      <span
        key={`${label} ${share}`}
        className="border-border-strong absolute inset-y-0 border-l border-dashed"
        style={{ left: `${share * 100}%` }}
      >
        <span
          className={
            isNamed
              ? cn(
                  'text-caption text-text-muted absolute -top-4 max-w-[25cqw] truncate',
                  isAtEnd ? 'right-0' : 'left-0',
                )
              : 'sr-only'
          }
        >
          {label}
        </span>
      </span>
    ))}
  </div>
);
