import { useCallback, useState } from 'react';

import { readFirstSteps, writeFirstSteps, type FirstStep, type FirstSteps } from './first-steps.ts';

/** The first steps of this browser, and how to tick or close them. */
export const useFirstSteps = () => {
  const [steps, setSteps] = useState(readFirstSteps);
  const change = useCallback((toNext: (steps: FirstSteps) => FirstSteps): void => {
    setSteps((known) => {
      const next = toNext(known);
      writeFirstSteps(next);
      return next;
    });
  }, []);
  const finish = useCallback(
    (step: FirstStep): void => change((known) => ({ ...known, done: new Set([...known.done, step]) })),
    [change],
  );
  const close = useCallback((): void => change((known) => ({ ...known, isClosed: true })), [change]);
  return { steps, finish, close };
};
