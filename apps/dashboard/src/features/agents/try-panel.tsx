import { Button, Panel } from '@signalbox/ui';
import { useMemo, useState, type ReactNode } from 'react';

import { ChatContext, type ChatPort } from '../../chat/chat-context.ts';
import { Composer } from '../../chat/composer.tsx';
import { SetupNotice } from '../../chat/setup-notice.tsx';
import { toClosed } from '../../chat/to-closed.ts';
import { useSend } from '../../chat/use-send.ts';
import { useSpecSetup } from '../../chat/use-spec-setup.ts';
import { useVariables } from '../../chat/use-variables.ts';
import { VariableFields } from '../../chat/variable-fields.tsx';
import { useTRPCClient } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import type { Definition } from './definition.ts';
import { TryConversation } from './try-conversation.tsx';

interface TryPanelProps {
  readonly agent: Pick<AgentDetailAnswer, 'name' | 'kind' | 'archivedAt'>;
  readonly form: Definition;
}

interface BeginProps {
  readonly agentId: string;
  readonly notice: ReactNode;
  /** Why nothing can be asked; null when it can. */
  readonly closed: string | null;
}

const Begin = ({ agentId, notice, closed }: BeginProps) => {
  const send = useSend();
  return (
    <div className="mt-auto flex min-h-0 flex-col p-3">
      <p className="text-text-muted px-1 pb-3">
        Ask it something. Each answer follows the definition as it is written now, saved or not.
      </p>
      {notice}
      <Composer
        label="Try it"
        place={`try ${agentId}`}
        takesFocus={false}
        wait={closed}
        onSend={(message) => send({ message })}
      />
    </div>
  );
};

/** Runs of the definition as it is written; what they are refused for is told to the form. */
const useTryPort = (
  { agentId, spec, base, isChanged, refuse }: Definition,
  startWith: ReturnType<typeof useVariables>['startWith'],
) => {
  const client = useTRPCClient();
  const [conversationId, setConversationId] = useState<string | null>(null);
  const port: ChatPort = {
    startRun: async (message) => {
      const tried = { agent: agentId, version: base.number, ...(isChanged && { spec }) };
      try {
        return await startWith((variables) => client.runs.start.mutate({ ...message, ...tried, variables }));
      } catch (error) {
        refuse(error);
        throw error;
      }
    },
    showRun: (run) => setConversationId(run.conversationId),
  };
  return { port, conversationId, startAnew: () => setConversationId(null) };
};

/** A chat that runs the definition as it is written now. */
export const TryPanel = ({ agent, form }: TryPanelProps) => {
  const { agentId, spec, base, isChanged } = form;
  const named = useMemo(() => spec.variables.filter(({ name }) => name !== ''), [spec.variables]);
  const variables = useVariables(named, null);
  const { port, conversationId, startAnew } = useTryPort(form, variables.startWith);
  const setup = useSpecSetup(spec, null);
  const closed = toClosed(agent);
  const notice = (
    <>
      {setup && <SetupNotice setup={setup} />}
      <VariableFields {...variables.fields} isFolded={conversationId !== null} />
    </>
  );
  return (
    <Panel
      title="Try it"
      note={isChanged ? `v${base.number} + unsaved changes` : `v${base.number}`}
      className="h-[75dvh] min-h-96 xl:sticky xl:top-2 xl:h-[calc(100dvh-11.5rem)]"
      actions={
        conversationId !== null && (
          <Button size="small" onClick={startAnew}>
            New conversation
          </Button>
        )
      }
    >
      <ChatContext value={port}>
        <div className="border-border flex min-h-0 flex-1 flex-col border-t">
          {conversationId === null ? (
            <Begin agentId={agentId} notice={notice} closed={closed} />
          ) : (
            <TryConversation conversationId={conversationId} notice={notice} whenBusy={spec.whenBusy} closed={closed} />
          )}
        </div>
      </ChatContext>
    </Panel>
  );
};
