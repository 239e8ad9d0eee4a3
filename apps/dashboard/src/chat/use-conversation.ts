import { useQuery, useQueryClient } from '@tanstack/react-query';

import { useGatheredChanges } from '../live/use-gathered-changes.ts';
import { useTRPC } from '../trpc.ts';

/** A conversation as it is now: read anew when one of its runs changed or a new one came. */
export const useConversation = (conversationId: string) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const conversation = useQuery(trpc.conversations.get.queryOptions({ conversationId }));
  const hasNewRuns = async (newerThan: string): Promise<boolean> => {
    const input = { conversationId, newerThan, limit: 1 };
    const page = await queryClient.fetchQuery(trpc.runs.list.queryOptions(input, { staleTime: 0, gcTime: 0 }));
    return page.items.length > 0;
  };
  useGatheredChanges((runIds) => {
    const runs = conversation.data?.runs ?? [];
    const newest = runs.at(-1)?.id;
    const isOwn = runIds.length === 0 || runs.some(({ id }) => runIds.includes(id));
    if (isOwn || newest === undefined) void conversation.refetch();
    // what changed is of another conversation, or new in this one
    else
      void hasNewRuns(newest).then(
        (isNew) => (isNew ? conversation.refetch() : undefined),
        () => undefined,
      );
  });
  return conversation;
};
