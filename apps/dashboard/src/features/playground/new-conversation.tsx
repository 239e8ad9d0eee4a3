import { FaultBox, Icon, Mark } from '@signalbox/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowUp } from 'lucide-react';

import { Composer } from '../../chat/composer.tsx';
import { SetupNotice } from '../../chat/setup-notice.tsx';
import { toClosed } from '../../chat/to-closed.ts';
import { useSend } from '../../chat/use-send.ts';
import { useSpecSetup } from '../../chat/use-spec-setup.ts';
import { useVariables } from '../../chat/use-variables.ts';
import { VariableFields } from '../../chat/variable-fields.tsx';
import { toFault } from '../../fault.ts';
import { LinkedFaultBox } from '../../linked-fault-box.tsx';
import { useTRPC } from '../../trpc.ts';
import { useTitle } from '../../use-title.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';
import { AgentPicker } from './agent-picker.tsx';
import { ChatHeader } from './chat-header.tsx';
import type { PlaygroundSearch } from './parse-playground-search.ts';
import { PlaygroundChat } from './playground-chat.tsx';

interface NewConversationProps {
  readonly search: PlaygroundSearch;
  readonly onShowList: () => void;
}

/** The agent that every workspace has. */
const defaultAgent = 'assistant';

/** Prompts that the demo model can do with the built-in tools. */
const prompts = [
  'What is 5 + 10, then multiply by 3?',
  'What is 12 * 12, then subtract 44?',
  'What is 1 + 1, then add 2, then add 3, then add 4, then add 5?',
] as const;

const Prompts = () => {
  const refusal = useRefusal('runs:start');
  const sending = useMutation({ mutationFn: useSend() });
  return (
    <section aria-labelledby="prompts" className="flex flex-col gap-2">
      <h2 id="prompts" className="text-meta text-text-muted font-medium">
        Try one of these
      </h2>
      {sending.error && <LinkedFaultBox error={sending.error} />}
      <ul className="flex flex-col gap-2">
        {prompts.map((message) => (
          <li key={message}>
            <button
              type="button"
              disabled={sending.isPending || refusal !== null}
              title={refusal ?? undefined}
              onClick={() => sending.mutate({ message })}
              className="rounded-card border-border bg-surface text-prose enabled:hover:bg-hover flex min-h-10 w-full items-center gap-3 border px-3 py-2 text-left disabled:opacity-60 pointer-coarse:min-h-11"
            >
              <span className="min-w-0 flex-1">{message}</span>
              <Icon of={ArrowUp} className="text-text-muted rotate-45" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const FirstMessage = (words: { readonly label: string; readonly wait: string | null }) => {
  const send = useSend();
  return <Composer {...words} place="new" onSend={(message) => send({ message })} />;
};

/** Where a conversation begins: the choice of the agent, prompts that work, and a place to write one's own. */
export const NewConversation = ({ search, onShowList }: NewConversationProps) => {
  const trpc = useTRPC();
  const agent = search.agent ?? defaultAgent;
  const detail = useQuery(trpc.agents.get.queryOptions({ agent }));
  const setup = useSpecSetup(detail.data?.spec, search.model ?? null);
  const variables = useVariables(detail.data?.spec?.variables, null);
  const closed = toClosed(detail.data);
  const name = agent === defaultAgent ? 'the assistant' : (detail.data?.name ?? agent);
  useTitle('New conversation');
  return (
    <PlaygroundChat agent={agent} model={search.model} variables={variables}>
      <ChatHeader agent={agent} conversationId={null} model={search.model} onShowList={onShowList}>
        <AgentPicker agent={agent} />
      </ChatHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex min-h-full w-full max-w-[760px] flex-col justify-center gap-6 px-3 pt-6 pb-16 sm:px-5">
          <div className="flex flex-col items-center gap-3 text-center">
            <Mark size={40} />
            <h1 className="text-figure font-semibold tracking-[-0.01em]">Ask {name}</h1>
            <p className="text-prose text-text-muted max-w-[480px]">
              Every step is stored and shown here as it happens. Close the page when you like: the run goes on.
            </p>
          </div>
          {detail.error && <FaultBox fault={toFault(detail.error)} onRetry={() => void detail.refetch()} />}
          <div>
            <VariableFields {...variables.fields} isFolded={false} />
            {setup && <SetupNotice setup={setup} />}
            <FirstMessage label={`Ask ${name}`} wait={closed} />
          </div>
          {closed === null && <Prompts />}
        </div>
      </div>
    </PlaygroundChat>
  );
};
