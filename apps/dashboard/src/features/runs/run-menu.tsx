import type { Run } from '@signalbox/contracts';
import { Button, Icon, Menu, type MenuEntry } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ArrowUpRight, Ellipsis, PanelRight, RotateCcw, Square, SquareCheck, Trash2 } from 'lucide-react';

import { useRefusal } from '../../viewer/viewer-context.ts';
import type { ListActions } from './list-actions.ts';
import { toActionRefusal, type RunAction } from './run-action.ts';

interface RunMenuProps {
  readonly run: Run;
  readonly isChecked: boolean;
  readonly actions: ListActions;
}

/** What can be done with one run of a list. */
export const RunMenu = ({ run, isChecked, actions }: RunMenuProps) => {
  const refusals = {
    stop: useRefusal('runs:control'),
    again: useRefusal('runs:start'),
    delete: useRefusal('runs:delete'),
  };
  const toItem = (action: RunAction, label: string, icon: typeof Square): MenuEntry => ({
    label,
    icon,
    isDanger: action === 'delete',
    disabledReason: refusals[action] ?? toActionRefusal(action, run),
    onSelect: () => actions.onAct(action, [run]),
  });
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" size="small" isSquare aria-label={`Actions for run ${run.id.slice(-8)}`}>
          <Icon of={Ellipsis} />
        </Button>
      }
      items={[
        { label: 'Open', icon: ArrowUpRight, render: <Link to="/runs/$runId" params={{ runId: run.id }} /> },
        { label: 'Peek', icon: PanelRight, hint: 'Space', onSelect: () => actions.onPeek(run) },
        {
          label: isChecked ? 'Deselect' : 'Select',
          icon: SquareCheck,
          hint: 'x',
          onSelect: () => actions.onCheck(run, !isChecked),
        },
        'separator',
        toItem('stop', 'Stop', Square),
        toItem('again', 'Run again', RotateCcw),
        toItem('delete', 'Delete', Trash2),
      ]}
    />
  );
};
