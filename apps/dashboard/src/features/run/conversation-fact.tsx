import type { RunDetail } from '@signalbox/contracts';
import { cn, linkClass, Popover } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';

import { ConversationRuns } from './conversation-runs.tsx';
import { openableFigure } from './run-fact.tsx';

/** The conversation that a run stands in; its other runs and what they cost on demand. */
export const ConversationFact = ({ run }: { readonly run: RunDetail }) => (
  <span className="inline-flex gap-2">
    <Link
      to="/playground/{-$conversationId}"
      params={{ conversationId: run.conversationId }}
      search={{ run: run.id }}
      className={cn(linkClass, 'font-mono')}
    >
      {run.conversationId.slice(-8)}
    </Link>
    <Popover
      title="Runs of this conversation"
      trigger={
        <button type="button" className={openableFigure}>
          its runs
        </button>
      }
    >
      <ConversationRuns conversationId={run.conversationId} runId={run.id} />
    </Popover>
  </span>
);
