/** A part of the time that a chart shows. */
export interface ChartPart {
  /** No two of a chart are the same. */
  readonly label: string;
  /** A shorter one, for the axis. */
  readonly axisLabel?: string | undefined;
  /** The list that its figures count. */
  readonly href?: string | undefined;
  /** It still grows. */
  readonly isUnfinished?: boolean | undefined;
}

/** What a chart shows of one thing. */
export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  /** The class of its colour, for example `text-success` or `text-series-1`. */
  readonly color: string;
  /** One for each part; null is no value, which is not zero. */
  readonly values: readonly (number | null)[];
  /** Its line is thinner or dashed, beside others of the same colour. */
  readonly line?: 'thin' | 'dashed' | undefined;
}

/** Something that happened, as a dashed line. */
export interface ChartMark {
  readonly label: string;
  /** Its place in the time of the chart, from 0 to 1. */
  readonly share: number;
}

export interface ChartProps {
  /** Bars stand on each other, the first series on the base line; lines stand for themselves. */
  readonly form: 'bars' | 'lines';
  /** What the chart shows. */
  readonly label: string;
  readonly parts: readonly ChartPart[];
  readonly series: readonly ChartSeries[];
  readonly formatValue: (value: number) => string;
  /** What the values are: the ticks of counts are whole, those of durations in milliseconds round by the clock. */
  readonly values?: 'counts' | 'durations' | undefined;
  /** The unit, on the top tick. */
  readonly unit?: string | undefined;
  /** The series of a part add up to something: percentiles do not. */
  readonly isSummed?: boolean | undefined;
  readonly marks?: readonly ChartMark[] | undefined;
  /** Called with a part's address instead of loading it; without it the part is an ordinary link. */
  readonly onOpen?: ((href: string) => void) | undefined;
  /** Called with the first and the last part of a range that was dragged, or chosen with Shift and the arrow keys. */
  readonly onSelect?: ((first: number, last: number) => void) | undefined;
  readonly className?: string | undefined;
}
