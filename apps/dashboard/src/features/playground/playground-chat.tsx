import type { StartRunInput } from '@signalbox/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';

import { ChatContext, type ChatPort } from '../../chat/chat-context.ts';
import { useTRPCClient } from '../../trpc.ts';

interface PlaygroundChatProps {
  /** Whom a new conversation is with; undefined within one that has begun. */
  readonly agent: string | undefined;
  /** `provider/model` in place of the agent's models. */
  readonly model: string | undefined;
  readonly children: ReactNode;
}

/** Around a chat of the playground: its runs take the chosen model, and the address leads to them. */
export const PlaygroundChat = ({ agent, model, children }: PlaygroundChatProps) => {
  const client = useTRPCClient();
  const navigate = useNavigate();
  const port = useMemo((): ChatPort => {
    const chosen: Pick<StartRunInput, 'agent' | 'model'> = {
      ...(agent !== undefined && { agent }),
      ...(model !== undefined && { model }),
    };
    return {
      startRun: (message) => client.runs.start.mutate({ ...chosen, ...message }),
      showRun: ({ runId, conversationId }) =>
        navigate({
          to: '/playground/{-$conversationId}',
          params: { conversationId },
          search: { run: runId, ...(model !== undefined && { model }) },
          resetScroll: false,
        }),
    };
  }, [client, navigate, agent, model]);
  return <ChatContext value={port}>{children}</ChatContext>;
};
