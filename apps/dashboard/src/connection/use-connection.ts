import type { ConnectionState } from '@signalbox/ui';
import { useEffect, useState } from 'react';

import { useNow } from '../use-now.ts';
import { useLastContactMs } from './connection-watch.ts';
import { toConnectionState } from './to-connection-state.ts';

export interface Connection {
  readonly state: ConnectionState;
  /** When the server was last heard, in milliseconds since the epoch. */
  readonly lastContactMs: number;
}

/** A hidden tab hears nothing and misses nothing: its silence counts from when it is seen again. */
const useSeenSinceMs = (): number => {
  const [seenSinceMs, setSeenSinceMs] = useState(0);
  useEffect(() => {
    const onChange = (): void => setSeenSinceMs(Date.now());
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, []);
  return seenSinceMs;
};

/** Whether what the page shows is up to date, renewed every second. */
export const useConnection = (): Connection => {
  const nowMs = useNow();
  const lastContactMs = useLastContactMs();
  const seenSinceMs = useSeenSinceMs();
  return { state: toConnectionState(Math.max(lastContactMs, seenSinceMs), nowMs), lastContactMs };
};
