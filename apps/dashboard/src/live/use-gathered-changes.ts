import { useEffect, useRef } from 'react';

import { useRunChanges } from './live-context.ts';

/** Several changes within this time are one. */
const usualGatherMs = 500;

/** Calls with the runs that changed, once in this time at most; an empty list says that any may have. */
export const useGatheredChanges = (onChange: (runIds: readonly string[]) => void, gatherMs = usualGatherMs): void => {
  const listener = useRef(onChange);
  const changed = useRef<readonly (readonly string[])[]>([]);
  const timer = useRef<number>(undefined);
  useEffect(() => {
    listener.current = onChange;
  });
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  useRunChanges((runIds) => {
    changed.current = [...changed.current, runIds];
    timer.current ??= window.setTimeout(() => {
      const isAny = changed.current.some((ids) => ids.length === 0);
      const ids = isAny ? [] : [...new Set(changed.current.flat())];
      timer.current = undefined;
      changed.current = [];
      listener.current(ids);
    }, gatherMs);
  });
};
