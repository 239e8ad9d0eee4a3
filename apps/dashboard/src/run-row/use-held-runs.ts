import type { Run } from '@signalbox/contracts';
import { useState } from 'react';

/** The runs of a short live list; while it is held no row comes, goes or moves, and the rows there are stay current. */
export const useHeldRuns = (runs: readonly Run[], isHeld: boolean): readonly Run[] => {
  const [held, setHeld] = useState(runs);
  if (!isHeld && held !== runs) setHeld(runs);
  if (!isHeld || held === runs) return runs;
  const byId = new Map(runs.map((run) => [run.id, run]));
  return held.map((run) => byId.get(run.id) ?? run);
};
