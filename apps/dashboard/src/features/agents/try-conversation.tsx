import { FaultBox } from '@signalbox/ui';
import type { ReactNode } from 'react';

import { Chat } from '../../chat/chat.tsx';
import { LoadingChat } from '../../chat/loading-chat.tsx';
import { useConversation } from '../../chat/use-conversation.ts';
import { toFault } from '../../fault.ts';

interface TryConversationProps {
  readonly conversationId: string;
  readonly notice: ReactNode;
}

/** What was tried so far, and where it goes on. */
export const TryConversation = ({ conversationId, notice }: TryConversationProps) => {
  const { data, error, refetch } = useConversation(conversationId);
  if (data) return <Chat conversation={data} runId={null} notice={notice} />;
  if (!error) return <LoadingChat />;
  return (
    <div className="p-3">
      <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
    </div>
  );
};
