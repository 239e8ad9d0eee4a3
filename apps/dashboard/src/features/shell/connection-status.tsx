import { useQueryClient } from '@tanstack/react-query';

import { useLastContactMs } from '../../connection/connection-watch.ts';
import { toConnectionState } from '../../connection/to-connection-state.ts';
import { formatClock } from '../../formats/format-time.ts';
import { Button } from '../../ui/button.tsx';
import { LiveDot } from '../../ui/live-dot.tsx';
import { useNow } from '../../use-now.ts';

/** Whether what the page shows is up to date. */
export const ConnectionDot = () => {
  const nowMs = useNow();
  return <LiveDot state={toConnectionState(useLastContactMs(), nowMs)} />;
};

/** Says since when nothing was heard, once that is long ago. */
export const ConnectionStrip = () => {
  const nowMs = useNow();
  const queryClient = useQueryClient();
  const lastContactMs = useLastContactMs();
  if (toConnectionState(lastContactMs, nowMs) !== 'lost') return null;
  return (
    <div role="alert" className="bg-warning-tint text-warning-text flex min-h-10 items-center gap-3 px-4 py-1">
      <span className="min-w-0 flex-1">Live updates stopped at {formatClock(lastContactMs)}. Trying again.</span>
      <Button onClick={() => void queryClient.refetchQueries({ type: 'active' })}>Try now</Button>
    </div>
  );
};
