import { type QueryFilters, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { useWorkspaceFrames } from './live-context.ts';
import type { WorkspaceFrame } from './live-stream.ts';

/** Several changes within this time are one. */
const usualGatherMs = 500;

/** A first answer that is under way may be older than the change, and is not asked for anew before it has come. */
const firstReadings: QueryFilters = { predicate: ({ state }) => state.data === undefined };

interface GatherOptions {
  readonly gatherMs?: number;
  /** Changes of other things that count too, as of any run. */
  readonly also?: readonly Exclude<WorkspaceFrame['type'], 'runs-changed' | 'reset'>[];
  /** What is read to its end before a change is told; usually all that is read for the first time. */
  readonly after?: QueryFilters;
}

/** The runs that a frame is about, of any none; undefined when it does not count. */
const toRunIds = (frame: WorkspaceFrame, also: GatherOptions['also'] = []): readonly string[] | undefined => {
  if (frame.type === 'runs-changed') return frame.runIds;
  return frame.type === 'reset' || also.includes(frame.type) ? [] : undefined;
};

/**
 * Calls with the runs that changed, once in this time at most and never while the call before goes on; an empty list says
 * that any may have.
 */
export const useGatheredChanges = (
  onChange: (runIds: readonly string[]) => Promise<void> | void,
  { gatherMs = usualGatherMs, also, after = firstReadings }: GatherOptions = {},
): void => {
  const queryClient = useQueryClient();
  const listener = useRef(onChange);
  const changed = useRef<readonly (readonly string[])[]>([]);
  const timer = useRef<number>(undefined);
  const isTelling = useRef(false);
  useEffect(() => {
    listener.current = onChange;
  });
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
      changed.current = [];
    },
    [],
  );
  const gather = (): void => {
    if (changed.current.length > 0 && !isTelling.current)
      timer.current ??= window.setTimeout(() => void tell(), gatherMs);
  };
  const tell = async (): Promise<void> => {
    timer.current = undefined;
    if (queryClient.isFetching(after) > 0) return gather();
    const isAny = changed.current.some((ids) => ids.length === 0);
    const ids = isAny ? [] : [...new Set(changed.current.flat())];
    changed.current = [];
    isTelling.current = true;
    try {
      await listener.current(ids);
    } finally {
      isTelling.current = false;
      gather();
    }
  };
  useWorkspaceFrames((frame) => {
    const runIds = toRunIds(frame, also);
    if (!runIds) return;
    changed.current = [...changed.current, runIds];
    gather();
  });
};
