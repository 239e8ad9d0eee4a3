import { Button, Checkbox, CountBadge, Icon, Popover } from '@signalbox/ui';
import { ChevronDown } from 'lucide-react';

import { AgentFilter } from '../../filters/agent-filter.tsx';
import { FilterSelect } from '../../filters/filter-select.tsx';
import { timeRanges } from '../../time-range/time-ranges.ts';
import type { ReadSearch } from './read-runs-search.ts';
import { runSources, runStatuses, toStatuses } from './to-filter-fault.ts';
import type { ChangeSearch } from './use-change-search.ts';

interface FilterControlsProps {
  readonly search: ReadSearch;
  readonly onChange: ChangeSearch;
}

const toText = ({ filters }: ReadSearch, key: string): string => filters.find((one) => one.key === key)?.text ?? '';

const rangeOptions = [...timeRanges].map(([value, { label }]) => ({ value, label }));

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
export const FilterSelects = ({ search, onChange }: FilterControlsProps) => (
  <>
    <AgentFilter
      className="md:w-44"
      value={toText(search, 'agent')}
      onChange={(agent) => onChange({ agent: agent || undefined })}
    />
    <FilterSelect
      label="Source"
      all="Any source"
      options={runSources}
      value={toText(search, 'source')}
      onChange={(source) => onChange({ source: source || undefined })}
    />
    <FilterSelect
      label="Time"
      all="Any time"
      options={rangeOptions}
      value={toText(search, 'range')}
      onChange={(range) => onChange({ range: range || undefined, from: undefined, until: undefined })}
    />
  </>
);
