import { useEffect, useRef } from 'react';

import { useWorkspaceFrames } from './live-context.ts';
import type { WorkspaceFrame } from './live-stream.ts';

/** Several changes within this time are one. */
const usualGatherMs = 500;

interface GatherOptions {
  readonly gatherMs?: number;
  /** Changes of other things that count too, as of any run. */
  readonly also?: readonly Exclude<WorkspaceFrame['type'], 'runs-changed' | 'reset'>[];
}

/** The runs that a frame is about, of any none; undefined when it does not count. */
const toRunIds = (frame: WorkspaceFrame, also: GatherOptions['also'] = []): readonly string[] | undefined => {
  if (frame.type === 'runs-changed') return frame.runIds;
  return frame.type === 'reset' || also.includes(frame.type) ? [] : undefined;
};

/** Calls with the runs that changed, once in this time at most; an empty list says that any may have. */
export const useGatheredChanges = (
  onChange: (runIds: readonly string[]) => void,
  { gatherMs = usualGatherMs, also }: GatherOptions = {},
): void => {
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
  useWorkspaceFrames((frame) => {
    const runIds = toRunIds(frame, also);
    if (!runIds) return;
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
