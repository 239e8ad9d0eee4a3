import { Button, FaultBox, Skeleton } from '@signalbox/ui';

import { toFault } from '../../fault.ts';
import { useNow } from '../../use-now.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useConversations } from './use-conversations.ts';

interface ConversationListProps {
  readonly selectedId: string | null;
  readonly onOpen?: () => void;
}

const LoadingList = () => (
  <div aria-busy className="flex flex-col gap-1 p-2">
    {Array.from({ length: 8 }, (_, index) => (
      <Skeleton key={index} className="h-12" />
    ))}
  </div>
);

/** The workspace's conversations, newest first, kept as they are now. */
export const ConversationList = ({ selectedId, onOpen }: ConversationListProps) => {
  const nowMs = useNow(30_000);
  const list = useConversations();
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-2">
      {list.error && <FaultBox fault={toFault(list.error)} onRetry={() => void list.refetch()} />}
      {!items && !list.error && <LoadingList />}
      {items?.length === 0 && (
        <p className="text-meta text-text-muted px-2 py-1">No conversations yet. Each one is kept here once you ask.</p>
      )}
      {items && items.length > 0 && (
        <ul className="flex flex-col gap-px" aria-label="Conversations">
          {items.map((conversation) => (
            <li key={conversation.id}>
              <ConversationRow
                conversation={conversation}
                isSelected={conversation.id === selectedId}
                nowMs={nowMs}
                {...(onOpen && { onOpen })}
              />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button kind="quiet" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  );
};
