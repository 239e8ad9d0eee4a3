import type { AgentVersion } from '@signalbox/contracts';
import { Button, Icon, Menu } from '@signalbox/ui';
import { Ellipsis, Eye, Pencil, Rocket, Undo2 } from 'lucide-react';

import { useRefusal } from '../../viewer/viewer-context.ts';

/** What can be done with a version. */
export interface VersionActions {
  readonly onOpen: (number: number) => void;
  /** What only versions of agents that run here are for. */
  readonly hosted: {
    readonly onPublish: (number: number) => void;
    /** Puts its definition into the form. */
    readonly onEdit: (number: number) => void;
  } | null;
}

interface VersionMenuProps {
  readonly version: Pick<AgentVersion, 'number' | 'label'>;
  /** Number of the version that new runs use. */
  readonly published: number;
  readonly actions: VersionActions;
}

/** What can be done with one version of a list. */
export const VersionMenu = ({ version: { number, label }, published, actions }: VersionMenuProps) => {
  const refusal = useRefusal('agents:update');
  const isBack = number < published;
  const { onOpen, hosted } = actions;
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" size="small" isSquare aria-label={`Actions for ${label}`}>
          <Icon of={Ellipsis} />
        </Button>
      }
      items={[
        { label: hosted ? 'Show definition' : 'Show', icon: Eye, onSelect: () => onOpen(number) },
        ...(hosted
          ? [
              { label: 'Edit from here', icon: Pencil, disabledReason: refusal, onSelect: () => hosted.onEdit(number) },
              {
                label: isBack ? 'Roll back to it' : 'Publish',
                icon: isBack ? Undo2 : Rocket,
                disabledReason: number === published ? 'New runs use it already.' : refusal,
                onSelect: () => hosted.onPublish(number),
              },
            ]
          : []),
      ]}
    />
  );
};
