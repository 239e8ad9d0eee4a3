import { SearchField, SegmentedControl, Select } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import { agentStatuses, type AgentsChoice } from './read-agents-search.ts';

interface AgentsToolbarProps {
  readonly choice: AgentsChoice;
  readonly onChange: (change: Partial<AgentsChoice>) => void;
}

const statusOptions = [
  { value: '', label: 'Any status' },
  ...agentStatuses.map((status) => ({ value: status, label: status })),
] as const;

const places = [
  { value: 'used', label: 'In use' },
  { value: 'archived', label: 'Archived' },
] as const;

const agentsKeptMs = 60_000;

/** The words that agents are grouped by, each once, and the one that is chosen. */
const toOptions = (none: string, words: readonly string[], chosen: string | null) => {
  const all = [...new Set([...words, ...(chosen === null ? [] : [chosen])])].filter((word) => word !== '');
  const sorted = all.toSorted((left, right) => left.localeCompare(right));
  return [{ value: '', label: none }, ...sorted.map((word) => ({ value: word, label: word }))];
};

/** Choices that only some workspaces have: projects and capabilities. */
const WordFilters = ({ choice, onChange }: AgentsToolbarProps) => {
  const trpc = useTRPC();
  const agents = useQuery(trpc.agents.list.queryOptions({ limit: 200 }, { staleTime: agentsKeptMs }));
  const items = agents.data?.items ?? [];
  const projects = toOptions(
    'Any project',
    items.map(({ project }) => project),
    choice.project,
  );
  const capabilities = toOptions(
    'Any capability',
    items.flatMap((agent) => agent.capabilities),
    choice.capability,
  );
  return (
    <>
      {projects.length > 1 && (
        <Select
          label="Project"
          isLabelHidden
          className="w-40"
          value={choice.project ?? ''}
          options={projects}
          onChange={(project) => onChange({ project: project === '' ? null : project })}
        />
      )}
      {capabilities.length > 1 && (
        <Select
          label="Capability"
          isLabelHidden
          className="w-40"
          value={choice.capability ?? ''}
          options={capabilities}
          onChange={(capability) => onChange({ capability: capability === '' ? null : capability })}
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
    <Select
      label="Status"
      isLabelHidden
      className="w-36"
      value={choice.status ?? ''}
      options={statusOptions}
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
