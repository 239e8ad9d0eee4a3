import { z } from 'zod';

import { Id } from './ids.ts';
import { RunDelta } from './run-deltas.ts';
import { RunEvent } from './run-events.ts';

/** Everything one browser tab shows, as one stream: at most 8 runs, and word of changes to any run of the workspace. */
export const WatchLiveInput = z.object({
  runs: z
    .array(z.object({ runId: Id, /** Seq of the last event known. */ afterSeq: z.int().nonnegative() }))
    .max(8)
    .default([]),
  /** Seqs reached, in the order of `runs`, joined by dots; replaces their `afterSeq`. */
  lastEventId: z
    .string()
    .regex(/^\d{0,9}(\.\d{1,9}){0,7}$/)
    .nullish(),
});
export type WatchLiveInput = z.infer<typeof WatchLiveInput>;

/** What the stream says. Only `run-event` carries an id to resume from. */
export const LiveFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run-event'), runId: Id, event: RunEvent }),
  z.object({ type: z.literal('run-delta'), runId: Id, delta: RunDelta }),
  /** The run does not exist (any more), or not for this viewer: nothing of it follows. */
  z.object({ type: z.literal('run-gone'), runId: Id }),
  /** These runs began, changed their status, wait, ended or were deleted; an empty list says: any may have. */
  z.object({ type: z.literal('runs-changed'), runIds: z.array(Id) }),
]);
export type LiveFrame = z.infer<typeof LiveFrame>;
