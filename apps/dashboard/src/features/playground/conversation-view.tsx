import { FaultBox, Mark, RunStatusIcon, Skeleton } from '@signalbox/ui';

import { toFault } from '../../fault.ts';
import { useTitle } from '../../use-title.ts';
import { ChatHeader } from './chat-header.tsx';
import { Chat } from './chat.tsx';
import { ConversationTotals } from './conversation-totals.tsx';
import { NewConversationLink } from './new-conversation-link.tsx';
import type { PlaygroundSearch } from './parse-playground-search.ts';
import { useConversation } from './use-conversation.ts';

interface ConversationViewProps {
  readonly conversationId: string;
  readonly search: PlaygroundSearch;
  readonly onShowList: () => void;
}

const LoadingChat = () => (
  <div aria-busy className="mx-auto flex w-full max-w-[760px] flex-col gap-3 p-5">
    <Skeleton className="ml-auto h-10 w-64" />
    <Skeleton className="ml-7 h-9" />
    <Skeleton className="ml-7 h-24" />
    <Skeleton className="ml-7 h-24" />
  </div>
);

interface UnknownConversationProps {
  readonly conversationId: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

const UnknownConversation = ({ conversationId, error, onRetry }: UnknownConversationProps) => {
  useTitle('Not shown', 'Conversation');
  return (
    <div className="mx-auto flex w-full max-w-[640px] flex-col items-start gap-4 overflow-y-auto p-6">
      <Mark size={40} arm="level" />
      <h1 className="text-title font-semibold">This conversation cannot be shown</h1>
      <p className="text-code text-text-muted font-mono break-all">{conversationId}</p>
      <FaultBox fault={toFault(error)} onRetry={onRetry} />
      <NewConversationLink />
    </div>
  );
};

/** A conversation that exists, or why it can't be shown. */
export const ConversationView = ({ conversationId, search, onShowList }: ConversationViewProps) => {
  const { data, error, refetch } = useConversation(conversationId);
  if (!data) {
    if (!error) return <LoadingChat />;
    return <UnknownConversation conversationId={conversationId} error={error} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <ChatHeader agent={data.agentId} model={search.model} onShowList={onShowList}>
        <RunStatusIcon status={data.lastRunStatus} />
        <h1 dir="auto" className="text-prose min-w-0 truncate font-semibold">
          {data.title}
        </h1>
        <span className="text-text-muted hidden shrink-0 sm:inline">{data.agentName}</span>
        <ConversationTotals totals={data.totals} />
      </ChatHeader>
      <Chat conversation={data} search={search} />
    </>
  );
};
