import { Button, FaultBox } from '@signalbox/ui';
import { useEffect, useRef } from 'react';

import { toFault } from '../../fault.ts';
import { formatNoun } from '../../formats/format-count.ts';

interface RunsEndProps {
  readonly shown: number;
  /** Runs that were deleted and would be among them. */
  readonly gone: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly onMore: () => void;
}

/** The next page is asked for when the end is this near. */
const nearness = '400px';

/** The foot of the list: more rows, by a press or when it comes near, or how many there were. */
export const RunsEnd = ({ shown, gone, hasMore, isLoading, error, onMore }: RunsEndProps) => {
  const foot = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  const isWaiting = hasMore && !isLoading && !error;
  useEffect(() => {
    const element = foot.current;
    if (!element || !isWaiting) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: nearness },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWaiting]);
  return (
    <div ref={foot} className="text-meta text-text-muted flex min-h-12 items-center justify-center gap-2 p-3">
      {error ? (
        <FaultBox fault={toFault(error)} onRetry={onMore} />
      ) : hasMore ? (
        <Button size="small" isBusy={isLoading} onClick={onMore}>
          Show more
        </Button>
      ) : (
        `${formatNoun(shown, 'run')}, all there are${gone > 0 ? `; ${formatNoun(gone, 'more run')} of the figure ${gone === 1 ? 'was' : 'were'} deleted since` : ''}`
      )}
    </div>
  );
};
