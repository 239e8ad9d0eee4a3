import { Button, Icon, Menu } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { Ellipsis, MessageSquare, RotateCcw, Save, X } from 'lucide-react';

import { ModelPicker } from '../../../chat/model-picker.tsx';
import { StopButton } from '../../../chat/stop-button.tsx';
import { useRefusal } from '../../../viewer/viewer-context.ts';
import { ColumnTotals } from './column-totals.tsx';
import type { Column } from './parse-columns.ts';
import { TargetPicker } from './target-picker.tsx';
import type { ColumnState } from './to-column-state.ts';

interface ColumnHeaderProps {
  readonly state: ColumnState;
  readonly onChange: (fields: Partial<Column>) => void;
  /** Null for the last one, which stays. */
  readonly onRemove: (() => void) | null;
  readonly onSave: () => void;
}

const ColumnMenu = ({ state, onChange, onRemove, onSave }: ColumnHeaderProps) => {
  const refusal = useRefusal('agents:update');
  const { title, isBareModel, column, agent, spec } = state;
  const { conversationId } = column;
  const isNewest = column.model === null && (column.version ?? agent?.version) === agent?.latestVersion;
  const unchanged = isNewest && !isBareModel ? 'It is the newest version already. Choose another model first.' : null;
  const unasked = conversationId === null ? 'Nothing was asked here yet.' : null;
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" isSquare aria-label={`More for ${title}`}>
          <Icon of={Ellipsis} />
        </Button>
      }
      items={[
        {
          label: isBareModel ? 'Save as agent' : 'Save as version',
          icon: Save,
          onSelect: onSave,
          disabledReason: refusal ?? (spec ? unchanged : 'What it asks is not known yet.'),
        },
        {
          label: 'Open conversation',
          icon: MessageSquare,
          disabledReason: unasked,
          ...(conversationId !== null && {
            render: <Link to="/playground/{-$conversationId}" params={{ conversationId }} search={{}} />,
          }),
        },
        {
          label: 'New conversation',
          icon: RotateCcw,
          onSelect: () => onChange({ conversationId: null }),
          disabledReason: unasked,
        },
        'separator',
        {
          label: 'Remove column',
          icon: X,
          onSelect: () => onRemove?.(),
          disabledReason: onRemove === null ? 'It is the only one.' : null,
        },
      ]}
    />
  );
};

/** Above a column: whom it asks, with which model, what that has come to, and stopping it. */
export const ColumnHeader = (props: ColumnHeaderProps) => {
  const { state, onChange } = props;
  const { column, isBareModel, conversation, open } = state;
  return (
    <header className="border-border bg-surface flex shrink-0 flex-col gap-2 border-b p-2 max-md:gap-0 max-md:pb-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-1 gap-y-2 max-md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <TargetPicker state={state} onChange={onChange} />
        <div className="flex min-h-8 items-center *:flex-1 md:order-1 md:col-span-2">
          {isBareModel ? (
            <span className="text-meta text-text-muted pl-1">No instructions, no tools</span>
          ) : (
            <ModelPicker model={column.model ?? undefined} onChange={(model) => onChange({ model: model || null })} />
          )}
        </div>
        <ColumnMenu {...props} />
      </div>
      <div className="flex min-h-8 items-center justify-between gap-2 pl-1">
        {column.conversationId === null ? (
          <span className="text-meta text-text-muted">Nothing asked yet</span>
        ) : (
          <ColumnTotals conversation={conversation} isOpen={open.length > 0} />
        )}
        {open.length > 0 && <StopButton key={open[0]?.runId} runs={open.slice(0, 1)} size="small" />}
      </div>
    </header>
  );
};
