import { Button, Icon, Menu } from '@signalbox/ui';
import { Ellipsis, Eye, Pencil, Rocket, Undo2 } from 'lucide-react';

import { useRefusal } from '../../viewer/viewer-context.ts';

/** What can be done with a version. */
export interface VersionActions {
  readonly onOpen: (number: number) => void;
  readonly onPublish: (number: number) => void;
  /** Puts its definition into the form. */
  readonly onEdit: (number: number) => void;
}

interface VersionMenuProps {
  readonly number: number;
  /** Number of the version that new runs use. */
  readonly published: number;
  readonly actions: VersionActions;
}

/** What can be done with one version of a list. */
export const VersionMenu = ({ number, published, actions }: VersionMenuProps) => {
  const refusal = useRefusal('agents:update');
  const isBack = number < published;
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" size="small" isSquare aria-label={`Actions for v${number}`}>
          <Icon of={Ellipsis} />
        </Button>
      }
      items={[
        { label: 'Show definition', icon: Eye, onSelect: () => actions.onOpen(number) },
        { label: 'Edit from here', icon: Pencil, disabledReason: refusal, onSelect: () => actions.onEdit(number) },
        {
          label: isBack ? 'Roll back to it' : 'Publish',
          icon: isBack ? Undo2 : Rocket,
          disabledReason: number === published ? 'New runs use it already.' : refusal,
          onSelect: () => actions.onPublish(number),
        },
      ]}
    />
  );
};
