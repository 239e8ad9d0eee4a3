import type { PageRange } from '../time-range/use-range.ts';

/** Which runs a figure counts, in the words of the list's address. */
export type RunsConditions = Readonly<Record<string, string>>;

/** The address of the runs that a figure counts; with how many of them were deleted since, which no list has. */
export const toRunsSearch = (
  { range, span }: Pick<PageRange, 'range' | 'span'>,
  conditions: RunsConditions = {},
  gone = 0,
): RunsConditions => ({
  ...conditions,
  from: span.from,
  // a range that goes on has no end yet
  ...('span' in range && { until: span.until }),
  ...(gone > 0 && { gone: String(gone) }),
});
