import type { Bar } from './to-bar-segments.ts';

/** A series of a chart, from the base line up. */
export interface BarSeries {
  readonly key: string;
  readonly label: string;
  /** The class of its colour, for example `bg-success` or `bg-series-1`. */
  readonly color: string;
}

export interface StackedBarsProps {
  readonly bars: readonly Bar[];
  readonly series: readonly BarSeries[];
  /** What the chart shows. */
  readonly label: string;
  readonly formatValue: (value: number) => string;
  /** The unit, on the top tick. */
  readonly unit?: string | undefined;
  /** Called with a bar's address instead of loading it; without it the bar is an ordinary link. */
  readonly onOpen?: ((href: string) => void) | undefined;
  readonly className?: string;
}
