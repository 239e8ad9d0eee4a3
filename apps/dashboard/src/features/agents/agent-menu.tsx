import { Button, Icon, Menu, toast, type MenuEntry } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import {
  Archive,
  BadgeCheck,
  ArchiveRestore,
  Copy,
  Ellipsis,
  FlaskConical,
  Merge,
  Pencil,
  Power,
  PowerOff,
  Terminal,
} from 'lucide-react';
import { useState } from 'react';

import { useRefusal } from '../../viewer/viewer-context.ts';
import type { AgentAnswer } from './agent-answer.ts';
import { MergeLayer } from './merge-layer.tsx';
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

const useCopyEntry = (slug: string): MenuEntry => {
  const readSnippet = useAgentSnippet();
  return { label: 'Copy curl', icon: Terminal, onSelect: () => void readSnippet(slug).then(copyText) };
};

/** What only agents take that run here. */
const useHostedEntries = (agent: AgentAnswer): readonly MenuEntry[] => {
  const { setStatus } = useAgentActions();
  const disabledReason = useRefusal('agents:update');
  const { slug, status } = agent;
  const isOn = status === 'active' || status === 'error';
  return [
    {
      label: 'Open in Playground',
      icon: FlaskConical,
      render: <Link to="/playground/{-$conversationId}" search={{ agent: slug }} />,
    },
    useCopyEntry(slug),
    'separator',
    {
      label: isOn ? 'Deactivate' : 'Activate',
      icon: isOn ? PowerOff : Power,
      disabledReason,
      onSelect: () => void setStatus(agent, isOn ? 'inactive' : 'active'),
    },
  ];
};

/** What only agents take that run elsewhere. */
const useExternalEntries = (agent: AgentAnswer, onMerge: () => void): readonly MenuEntry[] => {
  const { adopt } = useAgentActions();
  const disabledReason = useRefusal('agents:update');
  return [
    useCopyEntry(agent.slug),
    ...(agent.isObserved
      ? [{ label: 'Adopt', icon: BadgeCheck, disabledReason, onSelect: () => void adopt(agent) }]
      : []),
    { label: 'Merge into…', icon: Merge, disabledReason, onSelect: onMerge },
  ];
};

/** What can be done with an agent; one that runs elsewhere is neither asked nor switched here. */
export const AgentMenu = ({ agent, onEditDetails }: AgentMenuProps) => {
  const { archive, restore, duplicate } = useAgentActions();
  const disabledReason = useRefusal('agents:update');
  const [isMerging, setIsMerging] = useState(false);
  const hosted = useHostedEntries(agent);
  const external = useExternalEntries(agent, () => setIsMerging(true));
  const isHosted = agent.kind === 'hosted';
  const isInUse = agent.archivedAt === null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button kind="quiet" size="small" isSquare aria-label={`Actions for ${agent.name}`}>
            <Icon of={Ellipsis} />
          </Button>
        }
        items={[
          ...(isHosted && isInUse ? hosted : []),
          ...(isHosted ? [] : external),
          ...(onEditDetails
            ? [{ label: 'Edit name and labels', icon: Pencil, disabledReason, onSelect: onEditDetails }]
            : []),
          ...(isHosted
            ? [{ label: 'Duplicate', icon: Copy, disabledReason, onSelect: () => void duplicate(agent) }]
            : []),
          isInUse
            ? { label: 'Archive', icon: Archive, disabledReason, onSelect: () => void archive(agent) }
            : { label: 'Restore', icon: ArchiveRestore, disabledReason, onSelect: () => void restore(agent) },
        ]}
      />
      {isMerging && <MergeLayer agent={agent} onClose={() => setIsMerging(false)} />}
    </>
  );
};
