import { countSampleRuns, deleteSamples as deletePiece, insertAuditEntry } from '@signalbox/database';
import { toAgentsTopic, toMetricsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Longest time that one call deletes: whoever wants all gone calls until nothing is left. */
const patienceMs = 2000;

/** Takes sample data away, with its agents and all figures of it, and nothing else; `left` runs are still to go. */
export const deleteSamples = protectedProcedure
  .meta({ permission: 'workspace:update', rateLimit: 'change', audit: true })
  .input(z.strictObject({}).default({}))
  .output(z.object({ runs: z.int().nonnegative(), left: z.int().nonnegative() }))
  .mutation(async ({ ctx: { services, principal } }) => {
    const { workspaceId, actor } = principal;
    const { db } = services.database;
    const until = performance.now() + patienceMs;
    let runs = 0;
    for (let piece = 1; piece > 0 && performance.now() < until; runs += piece) {
      piece = await deletePiece(db, { workspaceId });
    }
    const at = new Date().toISOString();
    await insertAuditEntry(db, { workspaceId, actor, action: 'samples.delete', target: workspaceId, at });
    for (const toTopic of [toAgentsTopic, toMetricsTopic]) services.events.publish(toTopic(workspaceId), workspaceId);
    return { runs, left: await countSampleRuns(db, { workspaceId }) };
  });
