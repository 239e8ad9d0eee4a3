import { type RunEvent, WatchRunInput } from '@signalbox/contracts';
import { getRun } from '@signalbox/database';
import { tracked, type TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { followRun } from './follow-run.ts';

/** The events were checked when they were read; here only that they come one by one, each with its seq as its id. */
const Events = z.custom<AsyncIterable<TrackedEnvelope<RunEvent>>>(
  (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
);

const trackEvents = async function* (events: AsyncIterable<RunEvent>): AsyncGenerator<TrackedEnvelope<RunEvent>> {
  for await (const event of events) yield tracked(String(event.seq), event);
};

/**
 * The run's events after the last one that the viewer has, then each new one as it is committed, until the run has
 * ended. Cut off and resumed anywhere, a viewer ends with exactly the log. Closing it does not touch the run.
 */
export const watchRun = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(WatchRunInput.strict())
  .output(Events)
  .subscription(async ({ ctx: { services, principal }, input, signal }) => {
    const { runId } = input;
    const { workspaceId } = principal;
    // refused before the stream begins, so that the viewer is told with the right status
    await getRun(services.database.db, { workspaceId, runId });
    const afterSeq = Number(input.lastEventId ?? 0);
    const ends = AbortSignal.any([services.stopping, ...(signal ? [signal] : [])]);
    return trackEvents(followRun(services, { workspaceId, runId, afterSeq }, ends));
  });
