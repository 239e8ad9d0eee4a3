import { cleanText, StartedRun, StartRunInput } from '@signalbox/contracts';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toCleanField } from '../to-clean-field.ts';
import { checkParameters } from './check-parameters.ts';
import { createRun } from './create-run.ts';
import { findRunPlace } from './find-run-place.ts';
import { toModelOverride } from './to-model-override.ts';

const sources = { user: 'playground', 'api-key': 'api', local: 'cli', system: 'api' } as const;

const Input = StartRunInput.extend({ model: toCleanField(z.string().min(1).max(200)).optional() }).strict();

/** Starts a run of an agent and answers at once; the run goes on whether or not anybody watches. */
export const startRun = protectedProcedure
  .meta({ permission: 'runs:start', rateLimit: 'start', audit: true })
  .input(Input)
  .output(StartedRun)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const { model, parameters = {} } = input;
    const modelOverride = model === undefined ? null : await toModelOverride(services.models, workspaceId, model);
    const { agent, ...place } = await findRunPlace(services.database.db, { ...input, workspaceId });
    const { spec } = agent;
    await checkParameters(services.models, { workspaceId, spec, modelOverride, parameters });
    return createRun(services, {
      ...place,
      workspaceId,
      actor,
      agentId: agent.id,
      version: agent.version,
      source: sources[actor.kind],
      modelOverride,
      message: cleanText(input.message),
      parameters,
      action: 'runs.start',
    });
  });
