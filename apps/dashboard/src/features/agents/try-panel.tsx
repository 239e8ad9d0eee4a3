import { Button, Panel, TextField } from '@signalbox/ui';
import { useMemo, useState, type ReactNode } from 'react';

import { ChatContext, type ChatPort } from '../../chat/chat-context.ts';
import { Composer } from '../../chat/composer.tsx';
import { SetupNotice } from '../../chat/setup-notice.tsx';
import { useSend } from '../../chat/use-send.ts';
import { useSpecSetup } from '../../chat/use-spec-setup.ts';
import { toIssues } from '../../to-issues.ts';
import { useTRPCClient } from '../../trpc.ts';
import type { AgentDetailAnswer } from './agent-answer.ts';
import type { Definition } from './definition.ts';
import { TryConversation } from './try-conversation.tsx';

interface TryPanelProps {
  readonly agent: Pick<AgentDetailAnswer, 'archivedAt'>;
  readonly form: Definition;
}

type Texts = Readonly<Record<string, string>>;

interface VariableTextsProps {
  readonly form: Definition;
  readonly texts: Texts;
  readonly faults: Texts;
  readonly onChange: (texts: Texts) => void;
}

const VariableTexts = ({ form, texts, faults, onChange }: VariableTextsProps) =>
  form.spec.variables.some(({ name }) => name !== '') && (
    <div className="border-border grid gap-2 border-t px-4 py-3 sm:grid-cols-2">
      {form.spec.variables
        .filter(({ name }) => name !== '')
        .map(({ name, default: text }) => (
          <TextField
            key={name}
            label={`${name}${text === null ? ', required' : ''}`}
            placeholder={text ?? ''}
            value={texts[name] ?? ''}
            fault={faults[name] ?? null}
            onChange={({ target }) => onChange({ ...texts, [name]: target.value })}
          />
        ))}
    </div>
  );

/** The faults that a refused run names of its variables, by their names. */
const toVariableFaults = (error: unknown): Texts =>
  Object.fromEntries(
    toIssues(error)
      .filter(({ path }) => path.startsWith('variables.'))
      .map(({ path, message }) => [path.slice('variables.'.length), message]),
  );

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
  const [texts, setTexts] = useState<Texts>({});
  const [faults, setFaults] = useState<Texts>({});
  const setup = useSpecSetup(form.spec, null);
  const { agentId, spec, base, isChanged, refuse } = form;
  const port = useMemo((): ChatPort => {
    const names = spec.variables.map(({ name }) => name);
    const given = Object.entries(texts).filter(([name, text]) => names.includes(name) && text !== '');
    const tried = { agent: agentId, version: base.number, ...(isChanged && { spec }) };
    return {
      startRun: async (message) => {
        setFaults({});
        try {
          return await client.runs.start.mutate({ ...message, ...tried, variables: Object.fromEntries(given) });
        } catch (error) {
          refuse(error);
          setFaults(toVariableFaults(error));
          throw error;
        }
      },
      showRun: (run) => setConversationId(run.conversationId),
    };
  }, [client, agentId, spec, base, isChanged, refuse, texts]);
  const notice = setup && <SetupNotice setup={setup} />;
  return (
    <Panel
      title="Try it"
      note={isChanged ? `v${base.number} + unsaved changes` : `v${base.number}`}
      className="h-[75dvh] min-h-96 xl:sticky xl:top-2 xl:h-[calc(100dvh-16px)]"
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
          <VariableTexts form={form} texts={texts} faults={faults} onChange={setTexts} />
          <div className="border-border flex min-h-0 flex-1 flex-col border-t">
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
