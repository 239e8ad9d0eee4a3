import { Button, Icon, Menu, toast, type MenuEntry } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import {
  Archive,
  BadgeCheck,
  ArchiveRestore,
  Copy,
  Ellipsis,
  FlaskConical,
  Pencil,
  Power,
  PowerOff,
  Terminal,
} from 'lucide-react';

import { useRefusal } from '../../viewer/viewer-context.ts';
import type { AgentAnswer } from './agent-answer.ts';
import { useAgentActions } from './use-agent-actions.ts';
import { useAgentSnippet } from './use-agent-snippet.ts';

interface AgentMenuProps {
  readonly agent: AgentAnswer;
  /** Opens what changes its name and labels; a list has no such thing. */
  readonly onEditDetails?: () => void;
}

const copyText = async (text: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
    toast({ title: 'Call copied', body: 'It needs an API key in SIGNALBOX_API_KEY.' });
  } catch {
    toast({ title: 'The call was not copied', body: 'This browser does not allow it here.', tone: 'danger' });
  }
};

/** What can be done with an agent; one that runs elsewhere is neither asked nor switched here. */
export const AgentMenu = ({ agent, onEditDetails }: AgentMenuProps) => {
  const { setStatus, archive, restore, duplicate, adopt } = useAgentActions();
  const readSnippet = useAgentSnippet();
  const disabledReason = useRefusal('agents:update');
  const { name, slug, kind, status, archivedAt } = agent;
  const isHosted = kind === 'hosted';
  const isOn = status === 'active' || status === 'error';
  const copyCurl = { label: 'Copy curl', icon: Terminal, onSelect: () => void readSnippet(slug).then(copyText) };
  const inUse: readonly MenuEntry[] = [
    {
      label: 'Open in Playground',
      icon: FlaskConical,
      render: <Link to="/playground/{-$conversationId}" search={{ agent: slug }} />,
    },
    copyCurl,
    'separator',
    {
      label: isOn ? 'Deactivate' : 'Activate',
      icon: isOn ? PowerOff : Power,
      disabledReason,
      onSelect: () => void setStatus(agent, isOn ? 'inactive' : 'active'),
    },
  ];
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" size="small" isSquare aria-label={`Actions for ${name}`}>
          <Icon of={Ellipsis} />
        </Button>
      }
      items={[
        ...(archivedAt === null && isHosted ? inUse : []),
        ...(isHosted ? [] : [copyCurl]),
        ...(agent.isObserved
          ? [{ label: 'Adopt', icon: BadgeCheck, disabledReason, onSelect: () => void adopt(agent) }]
          : []),
        ...(onEditDetails
          ? [{ label: 'Edit name and labels', icon: Pencil, disabledReason, onSelect: onEditDetails }]
          : []),
        ...(isHosted
          ? [{ label: 'Duplicate', icon: Copy, disabledReason, onSelect: () => void duplicate(agent) }]
          : []),
        archivedAt === null
          ? { label: 'Archive', icon: Archive, disabledReason, onSelect: () => void archive(agent) }
          : { label: 'Restore', icon: ArchiveRestore, disabledReason, onSelect: () => void restore(agent) },
      ]}
    />
  );
};
