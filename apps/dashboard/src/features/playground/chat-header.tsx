import { Button, Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Columns2, PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';

import { ModelPicker } from '../../chat/model-picker.tsx';
import { ToolChips } from '../../chat/tool-chips.tsx';
import { useAgentSetup } from '../../chat/use-agent-setup.ts';
import { formatColumns } from './columns/format-columns.ts';
import { NewConversationLink } from './new-conversation-link.tsx';
import { useChoose } from './use-choose.ts';

interface ChatHeaderProps {
  /** What stands at the left: the title, or the choice of the agent. */
  readonly children: ReactNode;
  /** Slug of the agent. */
  readonly agent: string;
  /** Null where one begins. */
  readonly conversationId: string | null;
  readonly model: string | undefined;
  readonly onShowList: () => void;
}

const CompareLink = ({ agent, conversationId, model }: Pick<ChatHeaderProps, 'agent' | 'conversationId' | 'model'>) => {
  const column = { agent, version: null, model: model ?? null };
  const columns = formatColumns([
    { ...column, conversationId },
    { ...column, conversationId: null },
  ]);
  return (
    <Link
      to="/playground/{-$conversationId}"
      params={{ conversationId: undefined }}
      search={{ columns }}
      aria-label="Side by side"
      title="Ask several agents, versions or models side by side"
      className="rounded-control text-text-muted hover:bg-hover hover:text-text inline-flex size-8 shrink-0 items-center justify-center pointer-coarse:size-11"
    >
      <Icon of={Columns2} />
    </Link>
  );
};

/** Above a chat: what it is, whom it asks, with which model and which tools. */
export const ChatHeader = ({ children, agent, conversationId, model, onShowList }: ChatHeaderProps) => {
  const choose = useChoose();
  const setup = useAgentSetup(agent, model ?? null);
  return (
    <header className="border-border bg-surface flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-2 py-1.5 sm:px-4">
      <Button kind="quiet" isSquare className="lg:hidden" aria-label="Conversations" onClick={onShowList}>
        <Icon of={PanelLeft} />
      </Button>
      <div className="flex min-w-0 flex-1 items-center gap-2">{children}</div>
      <span className="lg:hidden">
        <NewConversationLink isSquare />
      </span>
      <div className="flex w-full min-w-0 items-center gap-2 md:w-auto">
        <ModelPicker model={model} onChange={(next) => choose({ model: next })} />
        {setup && <ToolChips tools={setup.tools} />}
        <CompareLink agent={agent} conversationId={conversationId} model={model} />
      </div>
    </header>
  );
};
