import { Badge, CopyButton, PageHeader } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import type { AgentDetailAnswer } from './agent-answer.ts';
import { AgentDetailsDialog } from './agent-details-dialog.tsx';
import { AgentMenu } from './agent-menu.tsx';
import { AgentStatusWord } from './agent-status-word.tsx';
import { AgentSwitch } from './agent-switch.tsx';
import { ObservedActions } from './observed-actions.tsx';

interface AgentHeaderProps {
  readonly agent: AgentDetailAnswer;
  /** The tabs. */
  readonly children: ReactNode;
}

const Words = ({ agent: { description, project, capabilities } }: Pick<AgentHeaderProps, 'agent'>) => (
  <div className="flex flex-col gap-1">
    {description !== '' && <p className="break-words whitespace-pre-line">{description}</p>}
    {(project !== '' || capabilities.length > 0) && (
      <p className="flex flex-wrap gap-1">
        {project !== '' && <Badge>{project}</Badge>}
        {capabilities.map((word) => (
          <Badge key={word}>{word}</Badge>
        ))}
      </p>
    )}
  </div>
);

/** The top of an agent's page: what it is, how it stands, and what can be done with it. */
export const AgentHeader = ({ agent, children }: AgentHeaderProps) => {
  const { name, slug, kind, archivedAt } = agent;
  const [isEditing, setIsEditing] = useState(false);
  return (
    <PageHeader
      title={
        <>
          <Link
            to="/agents"
            aria-label="All agents"
            title="All agents"
            className="text-text-muted hover:bg-hover rounded-control -ml-1 inline-flex size-7 items-center justify-center pointer-coarse:size-11"
          >
            <ChevronLeft size={16} strokeWidth={1.75} aria-hidden />
          </Link>
          <span className="min-w-0 break-words">{name}</span>
          <span className="text-code text-text-muted inline-flex items-center font-mono font-normal">
            {slug}
            <CopyButton text={slug} label="Copy slug" />
          </span>
          <span className="font-normal">
            {archivedAt === null ? <AgentStatusWord agent={agent} /> : <Badge>archived</Badge>}
          </span>
        </>
      }
      lead={<Words agent={agent} />}
      actions={
        <>
          {kind === 'hosted' && <AgentSwitch agent={agent} />}
          {kind === 'hosted' && archivedAt === null && (
            <Link
              to="/playground/{-$conversationId}"
              search={{ agent: slug }}
              className="rounded-control border-border bg-surface hover:bg-hover inline-flex h-8 items-center border px-3 font-medium pointer-coarse:h-11"
            >
              Open in Playground
            </Link>
          )}
          {agent.isObserved && archivedAt === null && <ObservedActions agent={agent} />}
          <AgentMenu agent={agent} onEditDetails={() => setIsEditing(true)} />
        </>
      }
    >
      {children}
      {isEditing && <AgentDetailsDialog agent={agent} onClose={() => setIsEditing(false)} />}
    </PageHeader>
  );
};
