/** live: heard lately · reconnecting: silent for longer than a ping takes · lost: long enough to say so in words. */
export type ConnectionState = 'live' | 'reconnecting' | 'lost';

const silentMs = 5000;
const lostMs = 30_000;

/** What to say of the connection, by the time since the server was last heard. */
export const toConnectionState = (lastContactMs: number, nowMs: number): ConnectionState => {
  const silenceMs = nowMs - lastContactMs;
  if (silenceMs > lostMs) return 'lost';
  return silenceMs > silentMs ? 'reconnecting' : 'live';
};
