import { Button, Panel } from '@signalbox/ui';
import { useState, type ReactNode } from 'react';

import { ChatContext, type ChatPort } from '../../chat/chat-context.ts';
import { Composer } from '../../chat/composer.tsx';
import { SetupNotice } from '../../chat/setup-notice.tsx';
import { useSend } from '../../chat/use-send.ts';
import { useSpecSetup } from '../../chat/use-spec-setup.ts';
import { useVariables } from '../../chat/use-variables.ts';
import { VariableFields } from '../../chat/variable-fields.tsx';
import { useTRPCClient } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import type { Definition } from './definition.ts';
import { TryConversation } from './try-conversation.tsx';

interface TryPanelProps {
  readonly agent: Pick<AgentDetailAnswer, 'archivedAt'>;
  readonly form: Definition;
}

const Begin = ({ place, notice }: { readonly place: string; readonly notice: ReactNode }) => {
  const send = useSend();
  return (
    <div className="mt-auto flex flex-col p-3">
      <p className="text-text-muted px-1 pb-3">
        Ask it something. Each answer follows the definition as it is written now, saved or not.
      </p>
      {notice}
      <Composer label="Try it" place={place} takesFocus={false} onSend={(message) => send({ message })} />
    </div>
  );
};

/** A chat that runs the definition as it is written now. */
export const TryPanel = ({ agent, form }: TryPanelProps) => {
  const client = useTRPCClient();
  const [conversationId, setConversationId] = useState<string | null>(null);
  const { fields, startWith } = useVariables(
    form.spec.variables.filter(({ name }) => name !== ''),
    null,
  );
  const setup = useSpecSetup(form.spec, null);
  const { agentId, spec, base, isChanged, refuse } = form;
  const tried = { agent: agentId, version: base.number, ...(isChanged && { spec }) };
  const port: ChatPort = {
    startRun: (message) =>
      startWith((variables) => client.runs.start.mutate({ ...message, ...tried, variables })).catch(
        (error: unknown) => {
          refuse(error);
          throw error;
        },
      ),
    showRun: (run) => setConversationId(run.conversationId),
  };
  const notice = setup && <SetupNotice setup={setup} />;
  return (
    <Panel
      title="Try it"
      note={isChanged ? `v${base.number} + unsaved changes` : `v${base.number}`}
      className="h-[75dvh] min-h-96 xl:sticky xl:top-2 xl:h-[calc(100dvh-11.5rem)]"
      actions={
        conversationId !== null && (
          <Button size="small" onClick={() => setConversationId(null)}>
            New conversation
          </Button>
        )
      }
    >
      {agent.archivedAt === null ? (
        <ChatContext value={port}>
          <div className="border-border flex min-h-0 flex-1 flex-col border-t">
            <div className="px-3 pt-3 empty:hidden">
              <VariableFields {...fields} isFolded={conversationId !== null} />
            </div>
            {conversationId === null ? (
              <Begin place={`try ${agentId}`} notice={notice} />
            ) : (
              <TryConversation conversationId={conversationId} notice={notice} />
            )}
          </div>
        </ChatContext>
      ) : (
        <p className="text-text-muted px-4">It is archived and takes no runs. Restore it to try it.</p>
      )}
    </Panel>
  );
};
