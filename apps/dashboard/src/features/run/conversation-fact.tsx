import { cn, linkClass, Popover } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { ConversationRuns } from './conversation-runs.tsx';
import { openableFigure } from './run-fact.tsx';

interface ConversationFactProps {
  readonly conversationId: string;
  readonly runId: string;
}

/** The conversation that a run stands in; its other runs and what they cost on demand. */
export const ConversationFact = ({ conversationId, runId }: ConversationFactProps) => (
  <span className="inline-flex gap-2">
    <Link
      to="/playground/{-$conversationId}"
      params={{ conversationId }}
      search={{ run: runId }}
      className={cn(linkClass, 'font-mono')}
    >
      {conversationId.slice(-8)}
    </Link>
    <Popover
      title="Runs of this conversation"
      trigger={
        <button type="button" className={openableFigure}>
          its runs
        </button>
      }
    >
      <ConversationRuns conversationId={conversationId} runId={runId} />
    </Popover>
  </span>
);
