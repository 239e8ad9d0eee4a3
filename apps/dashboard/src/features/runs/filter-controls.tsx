import { Button, Checkbox, CountBadge, Icon, Popover, Select } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';

import { timeRanges } from '../../time-range/time-ranges.ts';
import { useTRPC } from '../../trpc.ts';
import type { ReadSearch } from './read-runs-search.ts';
import { runSources, runStatuses, toStatuses } from './to-filter-fault.ts';
import type { ChangeSearch } from './use-change-search.ts';

interface FilterControlsProps {
  readonly search: ReadSearch;
  readonly onChange: ChangeSearch;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

const toText = ({ filters }: ReadSearch, key: string): string => filters.find((one) => one.key === key)?.text ?? '';

const rangeChoices: readonly Choice[] = [
  { value: '', label: 'Any time' },
  ...[...timeRanges].map(([value, { label }]) => ({ value, label })),
];

const sourceChoices: readonly Choice[] = [
  { value: '', label: 'Any source' },
  ...runSources.map((value) => ({ value, label: value })),
];

const agentsKeptMs = 60_000;

const useAgentChoices = (chosen: string): readonly Choice[] => {
  const trpc = useTRPC();
  const agents = useQuery(trpc.agents.list.queryOptions({ limit: 100 }, { staleTime: agentsKeptMs }));
  const known = agents.data?.items.map(({ slug, name }) => ({ value: slug, label: name })) ?? [];
  const isKnown = chosen === '' || known.some(({ value }) => value === chosen);
  return [{ value: '', label: 'Any agent' }, ...known, ...(isKnown ? [] : [{ value: chosen, label: chosen }])];
};

/** The boxes of the statuses, any of which a run may have. */
export const StatusBoxes = ({ search, onChange }: FilterControlsProps) => {
  const chosen = toStatuses(toText(search, 'status'));
  const toggle = (status: string, isChecked: boolean): void => {
    const next = runStatuses.filter((one) => (one === status ? isChecked : chosen.includes(one)));
    onChange({ status: next.length === 0 ? undefined : next.join(',') });
  };
  return runStatuses.map((status) => (
    <Checkbox
      key={status}
      label={status}
      checked={chosen.includes(status)}
      onChange={(isChecked) => toggle(status, isChecked)}
    />
  ));
};

/** The same in a layer of a button. */
export const StatusFilter = (props: FilterControlsProps) => {
  const chosen = toStatuses(toText(props.search, 'status'));
  return (
    <Popover
      title="Status"
      trigger={
        <Button className="font-normal">
          Status
          {chosen.length > 0 && <CountBadge count={chosen.length} tone="accent" />}
          <Icon of={ChevronDown} size={14} className="text-text-muted" />
        </Button>
      }
    >
      <StatusBoxes {...props} />
    </Popover>
  );
};

/** Agent, source and time, one of each. */
export const FilterSelects = ({ search, onChange }: FilterControlsProps) => {
  const agent = toText(search, 'agent');
  const agentChoices = useAgentChoices(agent);
  const choose = (key: string) => (value: string) => onChange({ [key]: value === '' ? undefined : value });
  return (
    <>
      <Select label="Agent" isLabelHidden value={agent} options={agentChoices} onChange={choose('agent')} />
      <Select
        label="Source"
        isLabelHidden
        value={toText(search, 'source')}
        options={sourceChoices}
        onChange={choose('source')}
      />
      <Select
        label="Time"
        isLabelHidden
        value={toText(search, 'range')}
        options={rangeChoices}
        onChange={(value) => onChange({ range: value === '' ? undefined : value, from: undefined, until: undefined })}
      />
    </>
  );
};
