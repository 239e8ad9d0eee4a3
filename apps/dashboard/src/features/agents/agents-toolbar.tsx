import { SearchField, SegmentedControl } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { FilterSelect } from '../../filters/filter-select.tsx';
import { toSortedWords } from '../../filters/to-sorted-words.ts';
import { useTRPC } from '../../trpc.ts';
import { agentStatuses, type AgentsChoice } from './read-agents-search.ts';

interface AgentsToolbarProps {
  readonly choice: AgentsChoice;
  readonly onChange: (change: Partial<AgentsChoice>) => void;
}

const places = [
  { value: 'used', label: 'In use' },
  { value: 'archived', label: 'Archived' },
] as const;

const agentsKeptMs = 60_000;

/** Choices that only some workspaces have: projects and capabilities. */
const WordFilters = ({ choice, onChange }: AgentsToolbarProps) => {
  const trpc = useTRPC();
  const agents = useQuery(trpc.agents.list.queryOptions({ limit: 200 }, { staleTime: agentsKeptMs }));
  const items = agents.data?.items ?? [];
  const project = choice.project ?? '';
  const capability = choice.capability ?? '';
  const projects = toSortedWords([...items.map((agent) => agent.project), project]);
  const capabilities = toSortedWords([...items.flatMap((agent) => agent.capabilities), capability]);
  return (
    <>
      {projects.length > 0 && (
        <FilterSelect
          label="Project"
          className="w-40"
          all="Any project"
          options={projects}
          value={project}
          onChange={(next) => onChange({ project: next })}
        />
      )}
      {capabilities.length > 0 && (
        <FilterSelect
          label="Capability"
          className="w-40"
          all="Any capability"
          options={capabilities}
          value={capability}
          onChange={(next) => onChange({ capability: next })}
        />
      )}
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
