import { Sheet } from '@signalbox/ui';
import { useState } from 'react';

import { SideBySide } from './columns/side-by-side.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ConversationView } from './conversation-view.tsx';
import { NewConversationLink } from './new-conversation-link.tsx';
import { NewConversation } from './new-conversation.tsx';
import type { PlaygroundSearch } from './parse-playground-search.ts';

interface PlaygroundPageProps {
  /** Null where a conversation begins. */
  readonly conversationId: string | null;
  readonly search: PlaygroundSearch;
}

/** Where agents are asked: the conversations, and one of them, the beginning of a new one, or several side by side. */
export const PlaygroundPage = ({ conversationId, search }: PlaygroundPageProps) => {
  const [isListOpen, setIsListOpen] = useState(false);
  const { columns } = search;
  const isSideBySide = conversationId === null && columns !== undefined;
  const showList = (): void => setIsListOpen(true);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      {!isSideBySide && (
        <nav
          aria-label="Conversations"
          className="border-border bg-surface hidden w-64 shrink-0 flex-col border-r lg:flex"
        >
          <div className="border-border flex h-12 shrink-0 items-center border-b px-2">
            <NewConversationLink />
          </div>
          <ConversationList selectedId={conversationId} />
        </nav>
      )}
      <section className="flex min-h-0 min-w-0 flex-1 flex-col">
        {isSideBySide ? (
          <SideBySide text={columns} onShowList={showList} />
        ) : conversationId === null ? (
          <NewConversation search={search} onShowList={showList} />
        ) : (
          <ConversationView
            key={conversationId}
            conversationId={conversationId}
            search={search}
            onShowList={showList}
          />
        )}
      </section>
      {isListOpen && (
        <Sheet title="Conversations" onClose={() => setIsListOpen(false)}>
          <ConversationList selectedId={conversationId} onOpen={() => setIsListOpen(false)} />
        </Sheet>
      )}
    </div>
  );
};
