import { useEffect, useState } from 'react';

/** A value once it has stayed the same for so long. */
export const useSettled = <Value>(value: Value, settleMs: number): Value => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), settleMs);
    return () => window.clearTimeout(timer);
  }, [value, settleMs]);
  return settled;
};
