import { newId, type StartRunInput } from '@signalbox/contracts';
import {
  type Database,
  getAgent,
  getConversationPlace,
  getRunOrigin,
  type StoredAgentDetail,
} from '@signalbox/database';

import { toInvalidField } from '../to-app-error.ts';

/** The agent that answers when neither an agent nor a conversation is named. */
const defaultAgent = 'assistant';

interface RunPlace {
  readonly agent: StoredAgentDetail;
  readonly conversationId: string;
  readonly isNewConversation: boolean;
  /** It goes to the conversation's end, wherever that is when it is written. */
  readonly mustBeNewest: boolean;
  readonly previousRunId: string | null;
}

/**
 * Where a new run goes: after the run that is named, after the newest of the conversation that is named (with null at
 * its beginning), else into a new conversation. Throws `run.not-found`, `conversation.not-found`, `agent.not-found`, and `request.invalid` when
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
    typeof previousRunId === 'string' ? await getRunOrigin(db, { workspaceId, runId: previousRunId }) : undefined;
  if (previous?.conversationId === null) throw toInvalidField('previousRunId', 'is a run that was reported');
  const conversationId = input.conversationId ?? previous?.conversationId;
  if (conversationId === undefined) {
    const agent = await getAgent(db, { workspaceId, agent: input.agent ?? defaultAgent });
    return { agent, conversationId: newId(), isNewConversation: true, mustBeNewest: false, previousRunId: null };
  }
  const conversation = await getConversationPlace(db, { workspaceId, id: conversationId });
  const agent = await getAgent(db, { workspaceId, agent: input.agent ?? conversation.agentId });
  if (agent.id !== conversation.agentId) throw toInvalidField('conversationId', 'is a conversation with another agent');
  if (previous && previous.conversationId !== conversationId) {
    throw toInvalidField('previousRunId', 'is a run of another conversation');
  }
  const mustBeNewest = previousRunId === undefined;
  const after = mustBeNewest ? conversation.newestRunId : previousRunId;
  return { agent, conversationId, isNewConversation: false, mustBeNewest, previousRunId: after };
};
