import type { StartedRun } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';
import { useChatPort } from './chat-context.ts';

/** Shows a run that was just started: its conversation is read anew first, so that the chat leads to it at once. */
export const useShowStarted = (): ((started: StartedRun) => Promise<void>) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { showRun } = useChatPort();
  return async (started) => {
    const { conversationId } = started;
    void queryClient.invalidateQueries(trpc.conversations.list.pathFilter());
    await queryClient.invalidateQueries(trpc.conversations.get.queryFilter({ conversationId }));
    await showRun(started);
  };
};
