import { countSampleRuns, deleteSamples as deletePiece, insertAuditEntry } from '@signalbox/database';
import { toAgentsTopic, toMetricsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Longest time that one call deletes: whoever wants all gone calls until it is done. */
const patienceMs = 2000;

/**
 * Takes sample data away, with its agents and all figures of it, and nothing else; `left` runs are still to go, and their
 * agents until `isDone`.
 */
export const deleteSamples = protectedProcedure
  .meta({ permission: 'workspace:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({}).default({}))
  .output(z.object({ runs: z.int().nonnegative(), left: z.int().nonnegative(), isDone: z.boolean() }))
  .mutation(async ({ ctx: { services, principal } }) => {
    const { workspaceId, actor } = principal;
    const { db } = services.database;
    const until = performance.now() + patienceMs;
    let [runs, isDone] = [0, false];
    do {
      const piece = await deletePiece(db, { workspaceId });
      runs += piece.runs;
      ({ isDone } = piece);
    } while (!isDone && performance.now() < until);
    const at = new Date().toISOString();
    await insertAuditEntry(db, { workspaceId, actor, action: 'samples.delete', target: workspaceId, at });
    for (const toTopic of [toAgentsTopic, toMetricsTopic]) services.events.publish(toTopic(workspaceId), workspaceId);
    return { runs, left: await countSampleRuns(db, { workspaceId }), isDone };
  });
