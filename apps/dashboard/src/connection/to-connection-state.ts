import type { ConnectionState } from '@signalbox/ui';

const silentMs = 5000;
const lostMs = 30_000;

/** What to say of the connection, by the time since the server was last heard, or since the tab is seen again. */
export const toConnectionState = (sinceMs: number, nowMs: number): ConnectionState => {
  const silenceMs = nowMs - sinceMs;
  if (silenceMs > lostMs) return 'lost';
  return silenceMs > silentMs ? 'reconnecting' : 'live';
};
