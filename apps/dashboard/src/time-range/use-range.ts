import { useEffect, useMemo, useState } from 'react';

import { useWorkspace } from '../use-workspace.ts';
import { readRange, type RangeSearch, type ReadRange, type Span } from './read-range.ts';
import { toMinuteEnd } from './time-ranges.ts';
import { toSpan } from './to-span.ts';

/** The time that a page is about. */
export interface PageRange {
  readonly range: ReadRange;
  readonly span: Span;
  /** Where days begin. */
  readonly timeZone: string;
}

const renewMs = 1000;

/** A time of the running minute, the same until the next one begins: what begins then is in the figures at once. */
const useMinute = (): number => {
  const [atMs, setAtMs] = useState(() => Date.now());
  useEffect(() => {
    const renew = (): void =>
      setAtMs((beforeMs) => (toMinuteEnd(beforeMs) === toMinuteEnd(Date.now()) ? beforeMs : Date.now()));
    const timer = setInterval(renew, renewMs);
    return () => clearInterval(timer);
  }, []);
  return atMs;
};

/** What an address says of the time, as it is now; null until the zone of the workspace is known. */
export const useRange = ({ range: word, from, until }: RangeSearch, fallback?: string) => {
  const nowMs = useMinute();
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
