import { useMemo } from 'react';

import { useNow } from '../use-now.ts';
import { useWorkspace } from '../use-workspace.ts';
import { readRange, type RangeSearch, type ReadRange, type Span } from './read-range.ts';
import { toSpan } from './to-span.ts';

/** The time that a page is about. */
export interface PageRange {
  readonly range: ReadRange;
  readonly span: Span;
  /** Where days begin. */
  readonly timeZone: string;
}

const renewMs = 20_000;

/** What an address says of the time, as it is now; null until the zone of the workspace is known. */
export const useRange = ({ range: word, from, until }: RangeSearch, fallback?: string) => {
  const nowMs = useNow(renewMs);
  const workspace = useWorkspace();
  const timeZone = workspace.data?.settings.timeZone;
  const range = useMemo(
    () =>
      readRange(
        {
          ...(word !== undefined && { range: word }),
          ...(from !== undefined && until !== undefined && { from, until }),
        },
        fallback,
      ),
    [word, from, until, fallback],
  );
  const page: PageRange | null =
    timeZone === undefined ? null : { range, span: toSpan(range, nowMs, timeZone), timeZone };
  return { page, range, error: workspace.error, refetch: workspace.refetch };
};
