import { Id } from '@signalbox/contracts';
import { deleteRun as queryDelete, insertAuditEntry } from '@signalbox/database';
import { toWorkspaceTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

const Key = z.strictObject({ runId: Id });

/** Deletes an ended run with its log, for good. Throws `run.not-ended` while it can still change. */
export const deleteRun = protectedProcedure
  .meta({ permission: 'runs:delete', rateLimit: 'change', audit: true })
  .input(Key)
  .output(Key)
  .mutation(async ({ ctx: { services, principal }, input: { runId } }) => {
    const { workspaceId, actor } = principal;
    const at = new Date().toISOString();
    await services.database.db.transaction().execute(async (tx) => {
      await queryDelete(tx, { workspaceId, runId });
      await insertAuditEntry(tx, { workspaceId, actor, action: 'runs.delete', target: runId, at });
    });
    services.events.publish(toWorkspaceTopic(workspaceId), runId);
    return { runId };
  });
