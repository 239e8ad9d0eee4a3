import { Button, EmptyState } from '@signalbox/ui';
import { Bot, SearchX } from 'lucide-react';

import { NewAgentLink } from './new-agent-link.tsx';
import type { AgentsChoice } from './read-agents-search.ts';

interface AgentsEmptyProps {
  readonly choice: AgentsChoice;
  readonly onClear: () => void;
}

/** In place of rows: nothing yet, nothing put away, or nothing that matches. */
export const AgentsEmpty = ({ choice, onClear }: AgentsEmptyProps) => {
  const { isArchived, ...filters } = choice;
  const count = Object.values(filters).filter((filter) => filter !== null).length;
  if (count > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={`No${isArchived ? ' archived' : ''} agent matches ${count === 1 ? 'this filter' : `these ${count} filters`}`}
        actions={<Button onClick={onClear}>Clear filters</Button>}
      />
    );
  }
  if (isArchived) {
    return (
      <EmptyState
        icon={Bot}
        title="No agent is archived"
        body="Agents that are put away are listed here and can be restored."
        actions={<Button onClick={onClear}>Show agents in use</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={Bot}
      title="No agents yet"
      body="An agent is a model with instructions, tools and limits. Make one and try it at once."
      actions={<NewAgentLink />}
    />
  );
};
