import { type AgentDetail, newId, type StartRunInput } from '@signalbox/contracts';
import { type Database, getAgent, getConversation, getRunOrigin } from '@signalbox/database';

import { toInvalidField } from '../to-app-error.ts';

/** The agent that answers when neither an agent nor a conversation is named. */
const defaultAgent = 'assistant';

interface RunPlace {
  readonly agent: AgentDetail;
  readonly conversationId: string;
  readonly isNewConversation: boolean;
  readonly previousRunId: string | null;
}

/**
 * Where a new run goes: after the run that is named, after the newest of the conversation that is named, else into a
 * new conversation. Throws `run.not-found`, `conversation.not-found`, `agent.not-found`, and `request.invalid` when
 * they don't belong together.
 */
export const findRunPlace = async (
  db: Database['db'],
  {
    workspaceId,
    ...input
  }: Pick<StartRunInput, 'agent' | 'conversationId' | 'previousRunId'> & { readonly workspaceId: string },
): Promise<RunPlace> => {
  const { previousRunId } = input;
  const previous =
    previousRunId === undefined ? undefined : await getRunOrigin(db, { workspaceId, runId: previousRunId });
  const conversationId = input.conversationId ?? previous?.conversationId;
  if (conversationId === undefined) {
    const agent = await getAgent(db, { workspaceId, agent: input.agent ?? defaultAgent });
    return { agent, conversationId: newId(), isNewConversation: true, previousRunId: null };
  }
  const conversation = await getConversation(db, { workspaceId, id: conversationId });
  const agent = await getAgent(db, { workspaceId, agent: input.agent ?? conversation.agentId });
  if (agent.id !== conversation.agentId) throw toInvalidField('conversationId', 'is a conversation with another agent');
  if (previous && previous.conversationId !== conversationId) {
    throw toInvalidField('previousRunId', 'is a run of another conversation');
  }
  const after = previousRunId ?? conversation.newestRunId;
  return { agent, conversationId, isNewConversation: false, previousRunId: after };
};
