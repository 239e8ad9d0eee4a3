import { AppError, Id, StartedRun } from '@signalbox/contracts';
import { getAgent, getRun, getRunOrigin, listRunEvents } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { checkAgentAnswers } from './check-agent-answers.ts';
import { checkParameters } from './check-parameters.ts';
import { checkVariables } from './check-variables.ts';
import { createRun } from './create-run.ts';

/**
 * Runs an ended run's request again, in the same place of the conversation, with the agent's current version.
 * It is a new run: what the first one did stays, and `write` tools may act again. Throws `run.not-ended`.
 */
export const retryRun = protectedProcedure
  .meta({ permission: 'runs:start', rateLimit: 'start', audit: true })
  .input(z.strictObject({ runId: Id }))
  .output(StartedRun)
  .mutation(async ({ ctx: { services, principal }, input: { runId } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    const run = await getRun(db, { workspaceId, runId });
    if (run.endedAt === null) throw new AppError('run.not-ended', 'The run has not ended. Cancel it first.');
    const { modelOverride } = await getRunOrigin(db, { workspaceId, runId });
    const [request] = await listRunEvents(db, { workspaceId, runId, afterSeq: 0, limit: 1 });
    const agent = await getAgent(db, { workspaceId, agent: run.agentId });
    const { conversationId, previousRunId, agentId } = run;
    const asked = request?.type === 'user-request' ? request.payload : undefined;
    const { text: message = run.inputPreview, parameters = {}, variables = {}, spec = null } = asked ?? {};
    checkAgentAnswers(agent, principal);
    checkVariables(spec ?? agent.spec, variables);
    await checkParameters(services.models, { workspaceId, spec: spec ?? agent.spec, modelOverride, parameters });
    const started = await createRun(services, {
      workspaceId,
      actor,
      conversationId,
      previousRunId,
      agentId,
      modelOverride,
      isNewConversation: false,
      mustBeNewest: false,
      version: agent.version,
      source: 'retry',
      message,
      parameters,
      variables,
      spec,
      action: 'runs.retry',
    });
    if (!started) throw new Error('a run that need not be the newest was not written');
    return started;
  });
