import type { Run } from '@signalbox/contracts';
import { Button, Icon } from '@signalbox/ui';
import { Pencil } from 'lucide-react';

import { useRefusal } from '../viewer/viewer-context.ts';
import { BranchSwitcher } from './branch-switcher.tsx';

interface MessageActionsProps {
  readonly run: Pick<Run, 'id' | 'conversationId'>;
  /** Ids of the runs at this place, joined by spaces. */
  readonly siblingIds: string;
  readonly onEdit: () => void;
}

/** What can be done with a sent message: see its other versions, change it. */
export const MessageActions = ({ run, siblingIds, onEdit }: MessageActionsProps) => {
  const refusal = useRefusal('runs:start');
  const siblings = siblingIds.split(' ');
  return (
    <div className="flex items-center gap-1">
      <Button
        kind="quiet"
        isSquare
        aria-label="Edit and send again"
        title="Edit and send again"
        refusal={refusal}
        onClick={onEdit}
        className="opacity-0 group-focus-within/run:opacity-100 group-hover/run:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
      >
        <Icon of={Pencil} size={14} />
      </Button>
      {siblings.length > 1 && run.conversationId !== null && (
        <BranchSwitcher conversationId={run.conversationId} runId={run.id} siblingIds={siblings} />
      )}
    </div>
  );
};
