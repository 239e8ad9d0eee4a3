import { AppError, cleanText, newId, StartedRun, StartRunInput } from '@signalbox/contracts';
import { getAgent, getConversation, getRunOrigin } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import type { ApiServices, Principal } from '../services.ts';
import { createRun } from './create-run.ts';

/** `provider/model` with a provider that this server has; a bare model's name is one of the default provider. */
const toModelOverride = ({ models }: ApiServices, model: string | undefined): string | null => {
  if (model === undefined) return null;
  const slash = model.indexOf('/');
  const provider = slash < 0 ? models.defaultModel().provider : model.slice(0, slash);
  const name = slash < 0 ? model : model.slice(slash + 1);
  if (models.hasProvider(provider) && name !== '') return `${provider}/${name}`;
  throw new AppError('model.not-found', `There is no model ${model}: name it provider/model.`);
};

const sources = { user: 'playground', 'api-key': 'api', local: 'cli', system: 'api' } as const;

interface Place {
  readonly conversationId: string;
  readonly isNewConversation: boolean;
  readonly previousRunId: string | null;
}

/** Where the run goes: after the run named, after the newest of the conversation, or into a new one. */
const toPlace = async (services: ApiServices, principal: Principal, input: StartRunInput, agentId: string): Promise<Place> => {
  const { db } = services.database;
  const { workspaceId } = principal;
  const { previousRunId } = input;
  const previous = previousRunId === undefined ? undefined : await getRunOrigin(db, { workspaceId, runId: previousRunId });
  const conversationId = input.conversationId ?? previous?.conversationId;
  if (conversationId === undefined) return { conversationId: newId(), isNewConversation: true, previousRunId: null };
  const conversation = await getConversation(db, { workspaceId, id: conversationId });
  if (conversation.agentId !== agentId || (previous && previous.conversationId !== conversationId)) {
    throw new AppError('request.invalid', 'conversationId: belongs to another agent or another run.');
  }
  return { conversationId, isNewConversation: false, previousRunId: previousRunId ?? conversation.newestRunId };
};

/** Starts a run of an agent and answers at once; the run goes on whether or not anybody watches. */
export const startRun = protectedProcedure
  .meta({ permission: 'runs:start', rateLimit: 'start' })
  .input(StartRunInput.strict())
  .output(StartedRun)
  .mutation(async ({ ctx: { services, principal }, input }) => {
    const { workspaceId, actor } = principal;
    const agent = await getAgent(services.database.db, { workspaceId, agent: input.agent ?? 'assistant' });
    const modelOverride = toModelOverride(services, input.model);
    const place = await toPlace(services, principal, input, agent.id);
    return createRun(services, {
      ...place,
      workspaceId,
      actor,
      agentId: agent.id,
      version: agent.version,
      source: sources[actor.kind],
      modelOverride,
      message: cleanText(input.message),
      action: 'runs.start',
    });
  });
