import { type AgentSpec, AppError, cleanText, StartedRun, StartRunInput } from '@signalbox/contracts';
import { findStartedRun, getAgent, getVersion, isRunOpen, type StoredAgentDetail } from '@signalbox/database';
import { z } from 'zod';

import { checkSpec } from '../agents/check-spec.ts';
import { toHostedSpec } from '../agents/hosted-spec.ts';
import { protectedProcedure } from '../procedure.ts';
import type { ApiServices, Principal } from '../services.ts';
import { toCleanField } from '../to-clean-field.ts';
import { checkAgentAnswers } from './check-agent-answers.ts';
import { checkParameters } from './check-parameters.ts';
import { checkVariables } from './check-variables.ts';
import { createRun, toInputPreview } from './create-run.ts';
import { findRunPlace } from './find-run-place.ts';
import { toModelOverride } from './to-model-override.ts';

const sources = { user: 'playground', 'api-key': 'api', local: 'cli', system: 'api' } as const;

const Input = StartRunInput.extend({ model: toCleanField(z.string().min(1).max(200)).optional() }).strict();
type Input = z.infer<typeof Input>;

/** Runs of one conversation that begin at once and are put one after the other, before the last is refused. */
const maxTries = 10;

interface Definition {
  readonly version: number;
  readonly spec: AgentSpec;
  /** It is tried, and no version's. */
  readonly isTried: boolean;
}

/** What the run is to follow: what is tried, the version that is named, or the published one. */
const findDefinition = async (
  services: ApiServices,
  { workspaceId, permissions }: Principal,
  { agent, input }: { readonly agent: StoredAgentDetail; readonly input: Input },
): Promise<Definition> => {
  const version = input.version ?? agent.version;
  const asked = { workspaceId, agentId: agent.id, number: version };
  const spec = toHostedSpec(version === agent.version ? agent : await getVersion(services.database.db, asked));
  if (input.spec === undefined) return { version, spec, isTried: false };
  if (!permissions.has('agents:update')) {
    throw new AppError(
      'auth.forbidden',
      'spec: trying a definition that is not saved needs the permission agents:update.',
    );
  }
  await checkSpec(services, workspaceId, input.spec);
  return { version, spec: input.spec, isTried: true };
};

/** Starts the run where the conversation ends now; undefined when another run was there first. */
const tryStart = async (services: ApiServices, principal: Principal, input: Input): Promise<StartedRun | undefined> => {
  const { workspaceId, actor } = principal;
  const { db } = services.database;
  const { model, parameters = {}, variables = {} } = input;
  const modelOverride = model === undefined ? null : await toModelOverride(services.models, workspaceId, model);
  const { agent, ...place } = await findRunPlace(db, { ...input, workspaceId });
  checkAgentAnswers(agent, principal);
  const { version, spec, isTried } = await findDefinition(services, principal, { agent, input });
  checkVariables(spec, variables);
  await checkParameters(services.models, { workspaceId, spec, modelOverride, parameters });
  const { previousRunId } = place;
  const mustBeFree = spec.whenBusy === 'reject' && previousRunId !== null;
  if (mustBeFree && (await isRunOpen(db, { workspaceId, runId: previousRunId }))) {
    const message =
      'The conversation’s run has not ended, and the agent takes one message at a time. Wait for its end, or cancel it.';
    throw new AppError('conversation.busy', message);
  }
  return createRun(services, {
    ...place,
    workspaceId,
    actor,
    agentId: agent.id,
    version,
    source: sources[actor.kind],
    modelOverride,
    idempotencyKey: input.idempotencyKey ?? null,
    message: cleanText(input.message),
    parameters,
    variables,
    spec: isTried ? spec : null,
    action: 'runs.start',
  });
};

/** The run that this start, sent before, has started; undefined when it is new. Throws `run.key-reused`. */
const findStarted = async (
  { database: { db } }: ApiServices,
  { workspaceId }: Principal,
  { idempotencyKey, message, agent }: Input,
): Promise<StartedRun | undefined> => {
  if (idempotencyKey === undefined) return undefined;
  const started = await findStartedRun(db, { workspaceId, idempotencyKey });
  if (!started) return undefined;
  const { runId, conversationId, agentId, inputPreview } = started;
  const isSameAgent = agent === undefined || (await getAgent(db, { workspaceId, agent })).id === agentId;
  if (isSameAgent && inputPreview === toInputPreview(cleanText(message))) return { runId, conversationId };
  throw new AppError(
    'run.key-reused',
    `idempotencyKey: it started the run ${runId} of another message. Use a new key.`,
  );
};

const isConflict = (error: unknown): boolean => error instanceof AppError && error.code === 'database.conflict';

/** Starts a run of an agent and answers at once; the run goes on whether or not anybody watches. */
export const startRun = protectedProcedure
  .meta({ permission: 'runs:start', rateLimit: 'start', audit: true })
  .input(Input)
  .output(StartedRun)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const known = await findStarted(services, principal, input);
      if (known) return known;
      const started = await tryStart(services, principal, input).catch((error: unknown) => {
        // the same start, sent twice at once, is found when it is looked for again
        if (input.idempotencyKey !== undefined && isConflict(error)) return undefined;
        throw error;
      });
      if (started) return started;
    }
    throw new AppError('conversation.busy', 'Others write to the conversation at the same time. Try again.');
  });
