import type { ChartProps } from './chart-props.ts';
import { cn } from './cn.ts';
import { toLinePath } from './to-line-path.ts';

interface ChartLinesProps extends Pick<ChartProps, 'parts' | 'series'> {
  /** The value at the top of the plot. */
  readonly top: number;
}

const size = 100;

/** The lines of a chart, each value in the middle of its part. */
export const ChartLines = ({ parts, series, top }: ChartLinesProps) => (
  <svg
    aria-hidden
    viewBox={`0 0 ${size} ${size}`}
    preserveAspectRatio="none"
    className="pointer-events-none absolute inset-0 size-full overflow-visible"
  >
    {series.map(({ key, color, values, line }) => {
      const { path, dots } = toLinePath(
        values.map((value, at) =>
          value === null ? null : [((at + 0.5) / parts.length) * size, size - (value / top) * size],
        ),
      );
      return (
        <g key={key} className={cn('fill-none stroke-current', color)} strokeLinecap="round" strokeLinejoin="round">
          <path
            d={path}
            strokeWidth={line === undefined ? 2 : 1.5}
            strokeDasharray={line === 'dashed' ? '4 4' : undefined}
            vectorEffect="non-scaling-stroke"
          />
          <path d={dots} strokeWidth={4} vectorEffect="non-scaling-stroke" />
        </g>
      );
    })}
  </svg>
);
