import { AppError, Id, reduceRun, Run } from '@signalbox/contracts';
import { appendInTransaction, getRun, handOnFollowers, insertAuditEntry, takeRun } from '@signalbox/database';
import { planCancel } from '@signalbox/engine';
import { revokedTopic, toRunTopic, toWorkspaceTopic } from '@signalbox/events';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { readRunLog } from './read-run-log.ts';

/**
 * Ends a run now, whether its worker lives or not: takes the lease, closes what is open, and writes the end, in one
 * transaction. Throws `run.ended` when there is nothing to stop.
 */
export const cancelRun = protectedProcedure
  .meta({ permission: 'runs:control', rateLimit: 'change', audit: true })
  .input(z.strictObject({ runId: Id }))
  .output(Run)
  .mutation(async ({ ctx: { services, principal }, input: { runId } }) => {
    const { workspaceId, actor } = principal;
    const key = { workspaceId, runId };
    const lastSeq = await services.database.db.transaction().execute(async (tx) => {
      await getRun(tx, key);
      const taken = await takeRun(tx, key);
      if (!taken) throw new AppError('run.ended', 'The run has ended already.');
      const state = reduceRun(await readRunLog(tx, key));
      const { epoch, nextSeq: firstSeq, afterRunId } = taken;
      const at = new Date().toISOString();
      const { events, summary } = planCancel({ state, actor, epoch, at });
      const entry = { ...key, epoch, firstSeq, at, events, then: { type: 'end' as const, summary } };
      if ((await appendInTransaction(tx, entry)) === 'fenced') throw new Error('the run was taken, and is not held');
      if (afterRunId !== null) await handOnFollowers(tx, { ...key, afterRunId });
      await insertAuditEntry(tx, { workspaceId, actor, action: 'runs.cancel', target: runId, at });
      return firstSeq + events.length - 1;
    });
    services.events.publish(revokedTopic, runId);
    services.events.publish(toRunTopic(runId), String(lastSeq));
    services.events.publish(toWorkspaceTopic(workspaceId), runId);
    return getRun(services.database.db, key);
  });
