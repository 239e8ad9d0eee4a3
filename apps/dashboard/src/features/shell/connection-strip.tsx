import { Button } from '@signalbox/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { useConnection } from '../../connection/use-connection.ts';
import { formatClock } from '../../formats/format-time.ts';
import { useLiveStream } from '../../live/live-context.ts';

const caughtUpMs = 3000;

/** Whether the connection came back a moment ago, after it was lost. */
const useIsCaughtUp = (isLost: boolean, isLive: boolean): boolean => {
  const [wasLost, setWasLost] = useState(false);
  if (isLost && !wasLost) setWasLost(true);
  const isBack = wasLost && isLive;
  useEffect(() => {
    if (!isBack) return undefined;
    const timer = window.setTimeout(() => setWasLost(false), caughtUpMs);
    return () => window.clearTimeout(timer);
  }, [isBack]);
  return isBack;
};

/** Says since when nothing was heard, once that is long ago, and for a moment that all is there again. */
export const ConnectionStrip = () => {
  const { state, lastContactMs } = useConnection();
  const queryClient = useQueryClient();
  const live = useLiveStream();
  const isCaughtUp = useIsCaughtUp(state === 'lost', state === 'live');
  const tryNow = (): void => {
    live.retry();
    void queryClient.refetchQueries({ type: 'active' });
  };
  if (isCaughtUp) {
    return (
      <div role="status" className="bg-success-tint text-success-text flex h-8 shrink-0 items-center px-4">
        Caught up
      </div>
    );
  }
  if (state !== 'lost') return null;
  return (
    <div role="alert" className="bg-warning-tint text-warning-text flex min-h-10 shrink-0 items-center gap-3 px-4 py-1">
      <span className="min-w-0 flex-1">
        Live updates stopped at {formatClock(lastContactMs)}. Trying again every few seconds.
      </span>
      <Button size="small" onClick={tryNow}>
        Try now
      </Button>
    </div>
  );
};
