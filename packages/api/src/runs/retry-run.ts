import { AppError, Id, StartedRun } from '@signalbox/contracts';
import { type Database, getAgent, getRun, getRunOrigin, listRunEvents } from '@signalbox/database';
import { z } from 'zod';

import { toHostedSpec } from '../agents/hosted-spec.ts';
import { protectedProcedure } from '../procedure.ts';
import { checkAgentAnswers } from './check-agent-answers.ts';
import { checkParameters } from './check-parameters.ts';
import { checkVariables } from './check-variables.ts';
import { createRun } from './create-run.ts';

/** What a run was asked for. */
const readRequest = async (db: Database['db'], key: { readonly workspaceId: string; readonly runId: string }) => {
  const [request] = await listRunEvents(db, { ...key, afterSeq: 0, limit: 1 });
  if (request?.type !== 'user-request') {
    throw new AppError(
      'run.steps-gone',
      'The steps of this run were deleted by their age: what it was asked is not known.',
    );
  }
  const { text: message, parameters = {}, variables = {}, spec = null } = request.payload;
  return { message, parameters, variables, spec };
};

/**
 * Runs an ended run's request again, in the same place of the conversation, with the agent's current version.
 * It is a new run: what the first one did stays, and `write` tools may act again. Throws `run.not-ended`, and
 * `run.steps-gone` when the request went with the steps.
 */
export const retryRun = protectedProcedure
  .meta({ permission: 'runs:start', rateLimit: 'start', audit: true })
  .input(z.strictObject({ runId: Id }))
  .output(StartedRun)
  .mutation(async ({ ctx: { services, principal }, input: { runId } }) => {
    const { db } = services.database;
    const { workspaceId, actor } = principal;
    const { endedAt, conversationId, agentId } = await getRun(db, { workspaceId, runId });
    if (endedAt === null) throw new AppError('run.not-ended', 'The run has not ended. Cancel it first.');
    const { modelOverride, previousRunId } = await getRunOrigin(db, { workspaceId, runId });
    const agent = await getAgent(db, { workspaceId, agent: agentId });
    const ownSpec = toHostedSpec(agent);
    if (conversationId === null) throw new Error('a run of a hosted agent has no conversation');
    const asked = await readRequest(db, { workspaceId, runId });
    const spec = asked.spec ?? ownSpec;
    checkAgentAnswers(agent, principal);
    checkVariables(spec, asked.variables);
    await checkParameters(services.models, { workspaceId, spec, modelOverride, parameters: asked.parameters });
    const place = {
      conversationId,
      previousRunId,
      isNewConversation: false,
      mustBeNewest: false,
      idempotencyKey: null,
    };
    const { version } = agent;
    const run = { ...place, ...asked, workspaceId, actor, agentId, modelOverride, version, source: 'retry' } as const;
    const started = await createRun(services, { ...run, action: 'runs.retry' });
    if (!started) throw new Error('a run that need not be the newest was not written');
    return started;
  });
