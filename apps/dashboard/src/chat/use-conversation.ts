import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../trpc.ts';
import { useConversationChanges } from './use-conversation-changes.ts';

/** A conversation as it is now: read anew when one of its runs changed or a new one came. */
export const useConversation = (conversationId: string) => {
  const trpc = useTRPC();
  const conversation = useQuery(trpc.conversations.get.queryOptions({ conversationId }));
  useConversationChanges([conversation]);
  return conversation;
};
