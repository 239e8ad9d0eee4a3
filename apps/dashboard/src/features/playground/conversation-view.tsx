import type { ConversationDetail } from '@signalbox/contracts';
import { FaultBox, RunStatusIcon } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { Chat } from '../../chat/chat.tsx';
import { LoadingChat } from '../../chat/loading-chat.tsx';
import { SetupNotice } from '../../chat/setup-notice.tsx';
import { toClosed } from '../../chat/to-closed.ts';
import { useConversation } from '../../chat/use-conversation.ts';
import { useSpecSetup } from '../../chat/use-spec-setup.ts';
import { useVariables } from '../../chat/use-variables.ts';
import { VariableFields } from '../../chat/variable-fields.tsx';
import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { UnknownPlace } from '../../unknown-place.tsx';
import { useTitle } from '../../use-title.ts';
import { ChatHeader } from './chat-header.tsx';
import { ConversationTotals } from './conversation-totals.tsx';
import { NewConversationLink } from './new-conversation-link.tsx';
import type { PlaygroundSearch } from './parse-playground-search.ts';
import { PlaygroundChat } from './playground-chat.tsx';

interface ConversationViewProps {
  readonly conversationId: string;
  readonly search: PlaygroundSearch;
  readonly onShowList: () => void;
}

interface UnknownConversationProps {
  readonly conversationId: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

const UnknownConversation = ({ conversationId, error, onRetry }: UnknownConversationProps) => {
  useTitle('Not shown', 'Conversation');
  return (
    <UnknownPlace title="This conversation cannot be shown" name={conversationId}>
      <FaultBox fault={toFault(error)} onRetry={onRetry} />
      <NewConversationLink />
    </UnknownPlace>
  );
};

interface OpenConversationProps extends Omit<ConversationViewProps, 'conversationId'> {
  readonly conversation: ConversationDetail;
}

const OpenConversation = ({ conversation, search, onShowList }: OpenConversationProps) => {
  const { id, agentId, agentSlug, agentName, lastRunId, lastRunStatus, title, totals } = conversation;
  const trpc = useTRPC();
  const { data: agent } = useQuery(trpc.agents.get.queryOptions({ agent: agentId }));
  const setup = useSpecSetup(agent?.spec, search.model ?? null);
  const variables = useVariables(agent?.spec?.variables, search.run ?? lastRunId);
  useTitle(lastRunStatus, title.slice(0, 60));
  return (
    <PlaygroundChat agent={undefined} model={search.model} variables={variables}>
      <ChatHeader agent={agentSlug} conversationId={id} model={search.model} onShowList={onShowList}>
        <RunStatusIcon status={lastRunStatus} />
        <h1 dir="auto" className="text-prose min-w-0 truncate font-semibold">
          {title}
        </h1>
        <span className="text-text-muted hidden shrink-0 sm:inline">{agentName}</span>
        <ConversationTotals totals={totals} />
      </ChatHeader>
      <Chat
        conversation={conversation}
        runId={search.run ?? null}
        notice={
          <>
            <VariableFields {...variables.fields} isFolded />
            {setup && <SetupNotice setup={setup} />}
          </>
        }
        {...(agent?.spec && { whenBusy: agent.spec.whenBusy })}
        closed={toClosed(agent)}
      />
    </PlaygroundChat>
  );
};

/** A conversation that exists, or why it can't be shown. */
export const ConversationView = ({ conversationId, ...rest }: ConversationViewProps) => {
  const { data, error, refetch } = useConversation(conversationId);
  if (data) return <OpenConversation conversation={data} {...rest} />;
  if (!error) return <LoadingChat />;
  return <UnknownConversation conversationId={conversationId} error={error} onRetry={() => void refetch()} />;
};
