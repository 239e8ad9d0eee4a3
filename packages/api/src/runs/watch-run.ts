import { type RunDelta, type RunEvent, WatchRunInput } from '@signalbox/contracts';
import { getRun } from '@signalbox/database';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';

import { guardStream } from '../live/guard-stream.ts';
import { protectedProcedure } from '../procedure.ts';
import { followRun, followRunText } from './follow-run.ts';

type Item = TrackedEnvelope<RunEvent> | RunDelta;

/** What comes was checked when it was read; here only that it comes one by one, each event with its seq as its id. */
const Items = z.custom<AsyncIterable<Item>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

const trackEvents = async function* (items: AsyncIterable<RunEvent | RunDelta>): AsyncGenerator<Item> {
  for await (const item of items) yield 'seq' in item ? tracked(String(item.seq), item) : item;
};

/**
 * The run's events after the last one that the viewer has, then each new one as it is committed, until the run has
 * ended; with `deltas` also the text that streams, which has no id. Cut off and resumed anywhere, a viewer ends with
 * exactly the log. Closing it does not touch the run.
 */
export const watchRun = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(WatchRunInput.strict())
  .output(Items)
  .subscription(async ({ ctx, input, signal }) => {
    const { services, principal } = ctx;
    const { runId, deltas } = input;
    const { workspaceId } = principal;
    // refused before the stream begins, so that the viewer is told with the right status
    await getRun(services.database.db, { workspaceId, runId });
    const view = { workspaceId, runId, afterSeq: Number(input.lastEventId ?? 0) };
    const follow = deltas ? followRunText : followRun;
    return trackEvents(guardStream(ctx, signal, (ends) => follow(services, view, ends)));
  });
