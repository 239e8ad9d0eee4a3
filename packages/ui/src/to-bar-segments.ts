export interface BarSegment {
  readonly key: string;
  readonly value: number;
}

export interface Bar {
  /** The time it stands for; no two of a chart are the same. */
  readonly label: string;
  /** Empty is no value, which is not zero. */
  readonly segments: readonly BarSegment[];
  /** The list it counts. */
  readonly href?: string | undefined;
  /** It still grows. */
  readonly isUnfinished?: boolean | undefined;
}

/** The sum of a bar. */
export const sumSegments = ({ segments }: Bar): number => segments.reduce((sum, { value }) => sum + value, 0);

/** What a bar has of a series; 0 when it doesn't say. */
export const toSegmentValue = ({ segments }: Bar, key: string): number =>
  segments.find((segment) => segment.key === key)?.value ?? 0;
