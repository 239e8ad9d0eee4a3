import { Button, Icon, SearchField } from '@signalbox/ui';
import { X } from 'lucide-react';

import { AgentFilter } from '../../filters/agent-filter.tsx';
import { FilterSelect } from '../../filters/filter-select.tsx';
import { useAgentWords } from '../../filters/use-agent-words.ts';
import { WordFilter } from '../../filters/word-filter.tsx';
import { formatTime } from '../../formats/format-time.ts';
import { useNow } from '../../use-now.ts';
import type { ActivitySearch } from './parse-activity-search.ts';
import { activityIntents, activityStatuses, readActivitySearch } from './read-activity-search.ts';

interface ActivityToolbarProps {
  readonly search: ActivitySearch;
  readonly onChange: (change: ActivitySearch) => void;
}

const AgentFilters = ({ search: { agent = '', project = '' }, onChange }: ActivityToolbarProps) => (
  <>
    <AgentFilter className="w-44" value={agent} onChange={(next) => onChange({ agent: next })} />
    <WordFilter
      label="Project"
      all="Any project"
      words={useAgentWords().projects}
      value={project}
      onChange={(next) => onChange({ project: next })}
    />
  </>
);

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
export const ActivityToolbar = ({ search, onChange }: ActivityToolbarProps) => {
  const { status = '', intent = '' } = readActivitySearch(search);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search activity"
        value={search.q ?? ''}
        onChange={(q) => onChange({ q })}
        className="w-full sm:w-64"
      />
      <AgentFilters search={search} onChange={onChange} />
      <FilterSelect
        label="Status"
        className="w-36"
        all="Any status"
        options={activityStatuses}
        value={status}
        onChange={(next) => onChange({ status: next })}
      />
      <FilterSelect
        label="Intent"
        className="w-40"
        all="Any intent"
        options={activityIntents}
        value={intent}
        onChange={(next) => onChange({ intent: next })}
      />
      <AddressFilters search={search} onChange={onChange} />
    </div>
  );
};
