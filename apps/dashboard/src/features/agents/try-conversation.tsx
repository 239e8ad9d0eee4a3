import type { AgentSpec } from '@signalbox/contracts';
import { FaultBox } from '@signalbox/ui';
import type { ReactNode } from 'react';

import { Chat } from '../../chat/chat.tsx';
import { LoadingChat } from '../../chat/loading-chat.tsx';
import { useConversation } from '../../chat/use-conversation.ts';
import { toFault } from '../../fault.ts';

interface TryConversationProps {
  readonly conversationId: string;
  readonly notice: ReactNode;
  readonly whenBusy: AgentSpec['whenBusy'];
  /** Why nothing can be asked; null when it can. */
  readonly closed: string | null;
}

/** What was tried so far, and where it goes on. */
export const TryConversation = ({ conversationId, ...rest }: TryConversationProps) => {
  const { data, error, refetch } = useConversation(conversationId);
  if (data) return <Chat conversation={data} runId={null} {...rest} />;
  if (!error) return <LoadingChat />;
  return (
    <div className="p-3">
      <FaultBox fault={toFault(error)} onRetry={() => void refetch()} />
    </div>
  );
};
