import { useCallback, useState } from 'react';

import type { RunProgress } from './to-progress.ts';

interface KnownProgress {
  readonly runId: string;
  readonly progress: RunProgress;
}

const isSame = (left: RunProgress, right: RunProgress): boolean =>
  left.isOver === right.isOver && left.begunCalls === right.begunCalls && left.writes.length === right.writes.length;

/** How far the run that last told of itself is, and what runs tell it with: an equal telling draws nothing anew. */
export const useProgress = () => {
  const [known, setKnown] = useState<KnownProgress | null>(null);
  const onProgress = useCallback(
    (runId: string, progress: RunProgress) =>
      setKnown((before) =>
        before?.runId === runId && isSame(before.progress, progress) ? before : { runId, progress },
      ),
    [],
  );
  return { known, onProgress };
};
