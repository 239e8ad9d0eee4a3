import type { ConversationDetail } from '@signalbox/contracts';
import { useQueryClient } from '@tanstack/react-query';

import { useGatheredChanges } from '../live/use-gathered-changes.ts';
import { useTRPC } from '../trpc.ts';

interface ShownConversation {
  readonly data: ConversationDetail | undefined;
  readonly refetch: () => Promise<unknown>;
}

/** Has each conversation read anew when one of its runs changed or a new one came. */
export const useConversationChanges = (conversations: readonly ShownConversation[]): void => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const hasNewRuns = async (conversationId: string, newerThan: string): Promise<boolean> => {
    const input = { conversationId, newerThan, limit: 1 };
    const page = await queryClient.fetchQuery(trpc.runs.list.queryOptions(input, { staleTime: 0, gcTime: 0 }));
    return page.items.length > 0;
  };
  useGatheredChanges((runIds) => {
    const shown = new Set(conversations.flatMap(({ data }) => data?.runs.map(({ id }) => id) ?? []));
    const hasStrange = runIds.some((id) => !shown.has(id));
    for (const { data, refetch } of conversations) {
      const newest = data?.runs.at(-1)?.id;
      const isOwn = runIds.length === 0 || data?.runs.some(({ id }) => runIds.includes(id));
      if (!data || isOwn || newest === undefined) void refetch();
      // what changed is of another conversation, or new in this one
      else if (hasStrange)
        void hasNewRuns(data.id, newest).then(
          (isNew) => (isNew ? refetch() : undefined),
          () => undefined,
        );
    }
  });
};
