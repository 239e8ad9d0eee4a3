import { SearchField, SegmentedControl } from '@signalbox/ui';

import { FilterSelect } from '../../filters/filter-select.tsx';
import { useAgentWords } from '../../filters/use-agent-words.ts';
import { WordFilter } from '../../filters/word-filter.tsx';
import { agentStatuses, type AgentsChoice } from './read-agents-search.ts';

interface AgentsToolbarProps {
  readonly choice: AgentsChoice;
  readonly onChange: (change: Partial<AgentsChoice>) => void;
}

const places = [
  { value: 'used', label: 'In use' },
  { value: 'archived', label: 'Archived' },
] as const;

/** Choices that only some workspaces have. */
const WordFilters = ({ choice, onChange }: AgentsToolbarProps) => {
  const { projects, capabilities } = useAgentWords();
  return (
    <>
      <WordFilter
        label="Project"
        all="Any project"
        words={projects}
        value={choice.project ?? ''}
        onChange={(next) => onChange({ project: next })}
      />
      <WordFilter
        label="Capability"
        all="Any capability"
        words={capabilities}
        value={choice.capability ?? ''}
        onChange={(next) => onChange({ capability: next })}
      />
    </>
  );
};

/** How the list is narrowed. */
export const AgentsToolbar = ({ choice, onChange }: AgentsToolbarProps) => (
  <div className="flex flex-wrap items-center gap-2">
    <SearchField
      label="Search agents"
      value={choice.q ?? ''}
      onChange={(q) => onChange({ q })}
      className="w-full sm:w-64"
    />
    <FilterSelect
      label="Status"
      className="w-36"
      all="Any status"
      options={agentStatuses}
      value={choice.status ?? ''}
      onChange={(status) => onChange({ status: status === '' ? null : status })}
    />
    <WordFilters choice={choice} onChange={onChange} />
    <SegmentedControl
      label="Which agents"
      value={choice.isArchived ? 'archived' : 'used'}
      options={places}
      onChange={(place) => onChange({ isArchived: place === 'archived' })}
    />
  </div>
);
