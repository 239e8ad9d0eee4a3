import type { Run } from '@signalbox/contracts';
import { useCallback, useState } from 'react';

const none: ReadonlySet<string> = new Set();

/** Which rows are selected, until the page is left. */
export const useCheckedRuns = () => {
  const [checkedIds, setCheckedIds] = useState(none);
  const check = useCallback((run: Run, isChecked: boolean) => {
    setCheckedIds((ids) => {
      const next = new Set(ids);
      if (isChecked) next.add(run.id);
      else next.delete(run.id);
      return next;
    });
  }, []);
  const checkAll = (runs: readonly Run[]): void => setCheckedIds(new Set(runs.map(({ id }) => id)));
  const clear = (): void => setCheckedIds(none);
  return { checkedIds, check, checkAll, clear };
};
