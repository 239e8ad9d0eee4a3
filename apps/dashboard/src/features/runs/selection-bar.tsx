import type { Run } from '@signalbox/contracts';
import { Button, Icon } from '@signalbox/ui';
import { Download, RotateCcw, Square, Trash2, X } from 'lucide-react';

import { useRefusal } from '../../viewer/viewer-context.ts';
import { exportRuns } from './export-runs.ts';
import { toActionRefusal, type RunAction } from './run-action.ts';

interface SelectionBarProps {
  readonly runs: readonly Run[];
  readonly onAct: (action: RunAction, runs: readonly Run[]) => void;
  readonly onClear: () => void;
}

/** What can be done with the selected runs, each action with how many of them it is for. */
export const SelectionBar = ({ runs, onAct, onClear }: SelectionBarProps) => {
  const refusals = {
    stop: useRefusal('runs:control'),
    again: useRefusal('runs:start'),
    delete: useRefusal('runs:delete'),
  };
  const none = {
    stop: 'None of them goes on here.',
    again: 'None of them ended here.',
    delete: 'None of them has ended.',
  };
  const draw = (action: RunAction, label: string, icon: typeof Square) => {
    const able = runs.filter((run) => toActionRefusal(action, run) === null);
    const refusal = refusals[action] ?? (able.length === 0 ? none[action] : null);
    return (
      <Button
        kind={action === 'delete' ? 'danger' : 'secondary'}
        size="small"
        refusal={refusal}
        onClick={() => onAct(action, able)}
      >
        <Icon of={icon} size={14} />
        {able.length === runs.length || able.length === 0 ? label : `${label} ${able.length}`}
      </Button>
    );
  };
  if (runs.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label="Selected runs"
      className="border-border bg-raised flex shrink-0 flex-wrap items-center gap-2 border-t px-3 py-2 md:px-5"
    >
      <span role="status" className="mr-2 font-medium tabular-nums">
        {runs.length} selected
      </span>
      {draw('stop', 'Stop', Square)}
      {draw('again', 'Run again', RotateCcw)}
      <Button size="small" onClick={() => exportRuns(runs)}>
        <Icon of={Download} size={14} />
        Export CSV
      </Button>
      {draw('delete', 'Delete', Trash2)}
      <Button kind="quiet" size="small" isSquare className="ml-auto" aria-label="Clear selection" onClick={onClear}>
        <Icon of={X} />
      </Button>
    </div>
  );
};
