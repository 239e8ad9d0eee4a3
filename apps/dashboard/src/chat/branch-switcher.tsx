import { Button, Icon } from '@signalbox/ui';
import { ChevronLeft, ChevronRight } from 'lucide-react';

import { useChatPort } from './chat-context.ts';

interface BranchSwitcherProps {
  readonly conversationId: string;
  readonly runId: string;
  /** The runs at this place, oldest first. */
  readonly siblingIds: readonly string[];
}

/** Leads to the other versions of a message. */
export const BranchSwitcher = ({ conversationId, runId, siblingIds }: BranchSwitcherProps) => {
  const { showRun } = useChatPort();
  const index = siblingIds.indexOf(runId);
  const [before, after] = [siblingIds[index - 1], siblingIds[index + 1]];
  return (
    <div role="group" aria-label="Versions of this message" className="flex items-center">
      <Button
        kind="quiet"
        isSquare
        aria-label="Version before"
        disabled={before === undefined}
        onClick={() => before !== undefined && void showRun({ conversationId, runId: before })}
      >
        <Icon of={ChevronLeft} size={14} />
      </Button>
      <span className="text-meta text-text-muted tabular-nums">
        {index + 1} / {siblingIds.length}
      </span>
      <Button
        kind="quiet"
        isSquare
        aria-label="Next version"
        disabled={after === undefined}
        onClick={() => after !== undefined && void showRun({ conversationId, runId: after })}
      >
        <Icon of={ChevronRight} size={14} />
      </Button>
    </div>
  );
};
