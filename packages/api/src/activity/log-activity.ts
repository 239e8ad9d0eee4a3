import { LoggedActivity, LogActivityInput } from '@signalbox/contracts';
import { getActivity } from '@signalbox/database';
import { toActivityTopic, toAgentsTopic } from '@signalbox/events';

import { protectedProcedure } from '../procedure.ts';
import { storeActivity } from './store-activity.ts';

/** Time that the answer waits for the places beside the database. */
const patienceMs = 150;
/** A sender's clock may be wrong, not by more than this. */
const aheadMs = 24 * 3_600_000;

const Input = LogActivityInput.refine(({ at }) => at === undefined || Date.parse(at) <= Date.now() + aheadMs, {
  path: ['at'],
  message: 'must be at most 24 hours ahead',
});

/**
 * Writes what an agent did, who is registered as seen if nobody knows it. Answered when it is in the database, with what
 * the other places said within 150 ms; what they did not take is brought to them later. Throws `agent.not-found` for an
 * unknown id.
 */
export const logActivity = protectedProcedure
  .meta({ permission: 'runs:report', rateLimit: 'activity', audit: false, waitsForOthers: true })
  .input(Input)
  .output(LoggedActivity)
  .mutation(async ({ ctx: { services, principal, address = null }, input }) => {
    const { database, events, activityPlaces } = services;
    const { workspaceId } = principal;
    const { stored, newAgentId } = await storeActivity(services, principal, { input, address });
    const { id } = stored;
    if (newAgentId !== null) events.publish(toAgentsTopic(workspaceId), newAgentId);
    events.publish(toActivityTopic(workspaceId), id);
    await activityPlaces.deliver(id, { patienceMs });
    // it may be gone already, and was stored all the same
    const { isCached, ...activity } = await getActivity(database.db, { workspaceId, id }).catch(() => stored);
    return { activity, isInMemory: activity.isInMemory ?? false, isCached: isCached ?? false };
  });
