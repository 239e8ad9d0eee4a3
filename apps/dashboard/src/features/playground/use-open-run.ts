import type { StartedRun } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { useTRPC } from '../../trpc.ts';

/** Shows a run that was just started: its conversation is read anew first, so that the page leads to it at once. */
export const useOpenRun = (): ((started: StartedRun) => Promise<void>) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async ({ runId, conversationId }) => {
    void queryClient.invalidateQueries(trpc.conversations.list.pathFilter());
    await queryClient.invalidateQueries(trpc.conversations.get.queryFilter({ conversationId }));
    await navigate({
      to: '/playground/{-$conversationId}',
      params: { conversationId },
      search: ({ model }) => ({ run: runId, ...(typeof model === 'string' && { model }) }),
      resetScroll: false,
    });
  };
};
