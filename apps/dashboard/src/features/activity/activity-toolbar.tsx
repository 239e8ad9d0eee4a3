import { SearchField, Select } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { useTRPC } from '../../trpc.ts';
import type { ActivitySearch } from './parse-activity-search.ts';
import { activityIntents, activityStatuses } from './read-activity-search.ts';

interface ActivityToolbarProps {
  readonly search: ActivitySearch;
  readonly onChange: (change: ActivitySearch) => void;
}

const agentsKeptMs = 60_000;

const toOptions = (none: string, words: readonly string[], chosen: string | undefined) => {
  const all = new Set([...words, ...(chosen === undefined ? [] : [chosen])]);
  return [{ value: '', label: none }, ...[...all].map((word) => ({ value: word, label: word }))];
};

const statusOptions = toOptions('Any status', activityStatuses, undefined);
const intentOptions = toOptions('Any intent', activityIntents, undefined);

const AgentFilters = ({ search, onChange }: ActivityToolbarProps) => {
  const trpc = useTRPC();
  const agents = useQuery(trpc.agents.list.queryOptions({ limit: 200 }, { staleTime: agentsKeptMs }));
  const items = agents.data?.items ?? [];
  const isListed = items.some(({ slug }) => slug === search.agent);
  const unlisted = search.agent === undefined || isListed ? [] : [{ value: search.agent, label: search.agent }];
  const projects = toOptions(
    'Any project',
    items.map(({ project }) => project).filter((project) => project !== ''),
    search.project,
  );
  return (
    <>
      <Select
        label="Agent"
        isLabelHidden
        className="w-44"
        value={search.agent ?? ''}
        options={[
          { value: '', label: 'Any agent' },
          ...items.map(({ slug, name }) => ({ value: slug, label: name })),
          ...unlisted,
        ]}
        onChange={(agent) => onChange({ agent })}
      />
      {projects.length > 1 && (
        <Select
          label="Project"
          isLabelHidden
          className="w-40"
          value={search.project ?? ''}
          options={projects}
          onChange={(project) => onChange({ project })}
        />
      )}
    </>
  );
};

/** How the feed is narrowed. */
export const ActivityToolbar = ({ search, onChange }: ActivityToolbarProps) => (
  <div className="flex flex-wrap items-center gap-2">
    <SearchField
      label="Search activity"
      value={search.q ?? ''}
      onChange={(q) => onChange({ q })}
      className="w-full sm:w-64"
    />
    <AgentFilters search={search} onChange={onChange} />
    <Select
      label="Status"
      isLabelHidden
      className="w-36"
      value={search.status ?? ''}
      options={statusOptions}
      onChange={(status) => onChange({ status })}
    />
    <Select
      label="Intent"
      isLabelHidden
      className="w-40"
      value={search.intent ?? ''}
      options={intentOptions}
      onChange={(intent) => onChange({ intent })}
    />
  </div>
);
