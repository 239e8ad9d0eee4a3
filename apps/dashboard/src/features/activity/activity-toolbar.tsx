import { Button, Icon, SearchField, Select } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';

import { formatTime } from '../../formats/format-time.ts';
import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';
import type { ActivitySearch } from './parse-activity-search.ts';
import { activityIntents, activityStatuses, readActivitySearch } from './read-activity-search.ts';

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

const renewMs = 60_000;

/** What only an address says: the type of the entries, and their time. */
const AddressFilters = ({ search, onChange }: ActivityToolbarProps) => {
  const nowMs = useNow(renewMs);
  const { type, from, until } = readActivitySearch(search);
  if (type === undefined && from === undefined && until === undefined) return null;
  const words = [
    ...(type === undefined ? [] : [`type ${type}`]),
    ...(from === undefined ? [] : [`since ${formatTime(from, nowMs)}`]),
    ...(until === undefined ? [] : [`until ${formatTime(until, nowMs)}`]),
  ];
  return (
    <Button onClick={() => onChange({ type: '', from: '', until: '' })} title="Show entries of any type and time">
      <span className="max-w-80 truncate font-normal">Only {words.join(', ')}</span>
      <Icon of={X} size={14} />
    </Button>
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
    <AddressFilters search={search} onChange={onChange} />
  </div>
);
