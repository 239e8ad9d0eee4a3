import { cn, FaultBox } from '@signalbox/ui';

import { LoadingChat } from '../../../chat/loading-chat.tsx';
import { Thread } from '../../../chat/thread.tsx';
import type { VariableTexts } from '../../../chat/to-given-variables.ts';
import type { RunProgress } from '../../../chat/to-progress.ts';
import { VariableFields } from '../../../chat/variable-fields.tsx';
import { toFault } from '../../../fault.ts';
import { toIssues } from '../../../to-issues.ts';
import { ColumnHeader } from './column-header.tsx';
import type { Column } from './parse-columns.ts';
import type { ColumnState } from './to-column-state.ts';
import type { SendFailure } from './use-send-to-columns.ts';

interface ColumnViewProps {
  readonly state: ColumnState;
  readonly texts: VariableTexts;
  readonly failure: SendFailure | undefined;
  /** Where it stands, from 1. */
  readonly place: number;
  /** On a phone one column is seen at a time. */
  readonly isChosen: boolean;
  readonly onChange: (fields: Partial<Column>) => void;
  readonly onRemove: (() => void) | null;
  readonly onSave: () => void;
  readonly onWrite: (name: string, text: string) => void;
  readonly onProgress: (runId: string, progress: RunProgress) => void;
  /** Sends to this column alone what the others have taken. */
  readonly onSendAgain: (message: string) => void;
}

const ignore = (): void => undefined;

const ColumnBody = ({ state, place, onProgress }: Pick<ColumnViewProps, 'state' | 'place' | 'onProgress'>) => {
  const { column, conversation, branch, open, error, closed } = state;
  if (error !== null) {
    return (
      <div className="min-h-0 flex-1 overflow-y-auto p-3">
        <FaultBox fault={toFault(error)} />
      </div>
    );
  }
  if (column.conversationId !== null && !conversation) return <LoadingChat />;
  return (
    <Thread
      label={`Conversation of column ${place}`}
      branch={branch}
      open={open}
      onProgress={onProgress}
      onSent={ignore}
      isLinear
    >
      {closed !== null && <p className="text-text-muted">{closed}</p>}
    </Thread>
  );
};

/** One of several side by side: whom it asks, and its conversation. */
export const ColumnView = ({ state, place, texts, failure, isChosen, ...on }: ColumnViewProps) => {
  const { title, spec, conversation } = state;
  const message = failure?.message ?? null;
  return (
    <section
      aria-label={`Column ${place}: ${title}`}
      className={cn(
        'border-border flex min-h-0 min-w-[280px] flex-1 flex-col border-r last:border-r-0 max-md:min-w-0 max-md:border-r-0',
        !isChosen && 'max-md:hidden',
      )}
    >
      <ColumnHeader state={state} onChange={on.onChange} onRemove={on.onRemove} onSave={on.onSave} />
      <ColumnBody key={state.column.conversationId} state={state} place={place} onProgress={on.onProgress} />
      {failure && message !== null && (
        <div className="shrink-0 p-2">
          <FaultBox fault={toFault(failure.error)} onRetry={() => on.onSendAgain(message)} />
        </div>
      )}
      {spec && spec.variables.length > 0 && (
        <div className="shrink-0 px-2">
          <VariableFields
            variables={spec.variables}
            texts={texts}
            issues={failure ? toIssues(failure.error) : []}
            onWrite={on.onWrite}
            isFolded={conversation !== undefined}
          />
        </div>
      )}
    </section>
  );
};
