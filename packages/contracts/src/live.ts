import { z } from 'zod';

import { Id } from './ids.ts';
import { RunDelta } from './run-deltas.ts';
import { RunEvent } from './run-events.ts';

/** Everything one browser tab shows, as one stream: at most 8 runs, and word of changes to anything of the workspace. */
export const WatchLiveInput = z.object({
  runs: z
    .array(z.object({ runId: Id, /** Seq of the last event known. */ afterSeq: z.int().nonnegative() }))
    .max(8)
    .default([]),
  /**
   * Id of the last frame that the viewer has; of other runs than now, what `toHubPosition` makes of it. One that says nothing
   * here, or too little, is answered with a `reset`.
   */
  lastEventId: z.string().max(200).nullish(),
});
export type WatchLiveInput = z.infer<typeof WatchLiveInput>;

/** Of things of the workspace; none says: any may have changed. */
const ids = z.array(Id);

/** What the stream says. All but `run-delta` and `run-gone` carry an id to resume from. */
export const LiveFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run-event'), runId: Id, event: RunEvent }),
  z.object({ type: z.literal('run-delta'), runId: Id, delta: RunDelta }),
  /** The run does not exist (any more), or not for this viewer: nothing of it follows. */
  z.object({ type: z.literal('run-gone'), runId: Id }),
  /** Changes may have been told to nobody: what is shown of the workspace is to be read again. First, unless the stream was resumed. */
  z.object({ type: z.literal('reset') }),
  /** These runs began, changed their status, wait, ended or were deleted. */
  z.object({ type: z.literal('runs-changed'), runIds: ids }),
  /** These entries of activity were stored. */
  z.object({ type: z.literal('activity-added'), activityIds: ids }),
  /** These agents were registered or changed, their status for example. */
  z.object({ type: z.literal('agents-changed'), agentIds: ids }),
  /** Figures of runs have changed. */
  z.object({ type: z.literal('metrics-changed') }),
]);
export type LiveFrame = z.infer<typeof LiveFrame>;
