import { AppError, DecideRunInput, reduceRun, Run } from '@signalbox/contracts';
import { getRun, insertAuditEntry, insertDecision, lockRun } from '@signalbox/database';
import { runnableTopic, toWorkspaceTopic } from '@signalbox/events';

import { protectedProcedure } from '../procedure.ts';
import { readRunLog } from './read-run-log.ts';

const refuse = (): never => {
  throw new AppError('run.not-waiting', 'This call does not wait for a decision: somebody decided, or it went on.');
};

/** Answers for a call that waits for a person: it happened, run it now, or stop the run. The first answer counts. */
export const decideRun = protectedProcedure
  .meta({ permission: 'runs:control', rateLimit: 'change', audit: true })
  .input(DecideRunInput.strict())
  .output(Run)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { runId, callId, decision, note = null } = input;
    const { workspaceId, actor: by } = principal;
    const key = { workspaceId, runId };
    const at = new Date().toISOString();
    await services.database.db.transaction().execute(async (tx) => {
      await getRun(tx, key);
      if (!(await lockRun(tx, key))) return refuse();
      const call = reduceRun(await readRunLog(tx, key)).calls.get(callId);
      if (!call?.approval || call.decision || call.result) return refuse();
      const requestSeq = call.approval.seq;
      if (!(await insertDecision(tx, { ...key, requestSeq, callId, decision, by, note, at }))) return refuse();
      const details = { callId, decision };
      await insertAuditEntry(tx, { workspaceId, actor: by, action: 'runs.decide', target: runId, details, at });
    });
    services.events.publish(runnableTopic, runId);
    services.events.publish(toWorkspaceTopic(workspaceId), runId);
    return getRun(services.database.db, key);
  });
