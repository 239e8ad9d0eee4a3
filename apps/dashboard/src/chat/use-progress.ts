import { useCallback, useState } from 'react';

import type { RunProgress } from './to-progress.ts';

const isSame = (left: RunProgress, right: RunProgress): boolean =>
  left.isOver === right.isOver && left.begunCalls === right.begunCalls && left.writes.length === right.writes.length;

/** How far each run is that has told of itself, and what runs tell it with: an equal telling draws nothing anew. */
export const useProgress = () => {
  const [progressOf, setProgressOf] = useState<ReadonlyMap<string, RunProgress>>(() => new Map());
  const onProgress = useCallback(
    (runId: string, progress: RunProgress) =>
      setProgressOf((known) => {
        const before = known.get(runId);
        return before && isSame(before, progress) ? known : new Map(known).set(runId, progress);
      }),
    [],
  );
  return { progressOf, onProgress };
};
