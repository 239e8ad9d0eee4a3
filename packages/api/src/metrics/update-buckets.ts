import { RebuiltMetrics } from '@signalbox/contracts';
import { insertAuditEntry, rebuildFigures } from '@signalbox/database';
import { toMetricsTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const Input = z.strictObject({
  /** Where the call before stopped; without it, from the beginning. */
  cursor: z.iso.datetime().optional(),
});

/** Recomputes the workspace's figures from its runs, for about half a second a call; those of deleted runs stay. */
export const updateBuckets = protectedProcedure
  .meta({ permission: 'workspace:update', rateLimit: 'change', audit: true })
  .input(Input)
  .output(RebuiltMetrics)
  .mutation(async ({ ctx: { services, principal }, input: { cursor } }) => {
    const { workspaceId, actor } = principal;
    const { db } = services.database;
    if (cursor === undefined) {
      const at = new Date().toISOString();
      await insertAuditEntry(db, { workspaceId, actor, action: 'metrics.updateBuckets', target: workspaceId, at });
    }
    const rebuilt = await rebuildFigures(db, { workspaceId, cursor });
    if (rebuilt.cursor === null) services.events.publish(toMetricsTopic(workspaceId), '');
    return rebuilt;
  });
