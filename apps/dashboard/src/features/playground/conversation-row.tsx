import type { Conversation } from '@signalbox/contracts';
import { RunStatusIcon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { formatExactTime } from '../../formats/format-exact-time.ts';
import { formatTime } from '../../formats/format-time.ts';

interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly isSelected: boolean;
  readonly nowMs: number;
  readonly onOpen?: () => void;
}

/** A conversation in the list: how its last run stands, its title, its agent, when it was. */
export const ConversationRow = ({ conversation, isSelected, nowMs, onOpen }: ConversationRowProps) => {
  const { id, title, agentName, updatedAt, lastRunStatus } = conversation;
  return (
    <Link
      to="/playground/{-$conversationId}"
      params={{ conversationId: id }}
      search={{}}
      aria-current={isSelected ? 'page' : undefined}
      onClick={() => onOpen?.()}
      className={`rounded-control block px-2 py-1.5 -outline-offset-2 ${isSelected ? 'bg-selected' : 'hover:bg-hover'}`}
    >
      <span className="flex items-center gap-2">
        <RunStatusIcon status={lastRunStatus} />
        <span className="sr-only">{lastRunStatus}</span>
        <span dir="auto" className={`min-w-0 flex-1 truncate ${isSelected ? 'font-medium' : ''}`}>
          {title}
        </span>
      </span>
      <span className="text-meta text-text-muted flex justify-between gap-2 pl-[22px]">
        <span className="truncate">{agentName}</span>
        <time dateTime={updatedAt} title={formatExactTime(updatedAt)} className="shrink-0 tabular-nums">
          {formatTime(updatedAt, nowMs)}
        </time>
      </span>
    </Link>
  );
};
