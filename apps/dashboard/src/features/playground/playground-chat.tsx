import type { StartRunInput } from '@signalbox/contracts';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { ChatContext, type ChatPort } from '../../chat/chat-context.ts';
import type { ChatVariables } from '../../chat/use-variables.ts';
import { useTRPCClient } from '../../trpc.ts';

interface PlaygroundChatProps {
  /** Whom a new conversation is with; undefined within one that has begun. */
  readonly agent: string | undefined;
  /** `provider/model` in place of the agent's models. */
  readonly model: string | undefined;
  readonly variables: ChatVariables;
  readonly children: ReactNode;
}

/** Around a chat of the playground: its runs take the chosen model and the variables, and the address leads to them. */
export const PlaygroundChat = ({ agent, model, variables, children }: PlaygroundChatProps) => {
  const client = useTRPCClient();
  const navigate = useNavigate();
  const chosen: Pick<StartRunInput, 'agent' | 'model'> = {
    ...(agent !== undefined && { agent }),
    ...(model !== undefined && { model }),
  };
  const port: ChatPort = {
    startRun: (message) =>
      variables.startWith((texts) => client.runs.start.mutate({ ...chosen, ...message, variables: texts })),
    showRun: ({ runId, conversationId }) =>
      navigate({
        to: '/playground/{-$conversationId}',
        params: { conversationId },
        search: { run: runId, ...(model !== undefined && { model }) },
        resetScroll: false,
      }),
  };
  return <ChatContext value={port}>{children}</ChatContext>;
};
