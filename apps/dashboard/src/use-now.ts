import { useEffect, useState } from 'react';

/** The time, renewed once in the interval, for what ticks on the screen. */
export const useNow = (intervalMs = 1000): number => {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return nowMs;
};
