import type { MetricDimension } from '@signalbox/contracts';
import { Button, CountBadge, Icon, Popover } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';

import { FilterSelect } from '../../filters/filter-select.tsx';
import { formatLargeCount } from '../../formats/format-count.ts';
import { toSpan } from '../../time-range/to-span.ts';
import { useTRPC } from '../../trpc.ts';
import { useNow } from '../../use-now.ts';
import type { ReadSearch } from './read-runs-search.ts';
import type { ChangeSearch } from './use-change-search.ts';

interface MoreFiltersProps {
  readonly search: ReadSearch;
  readonly onChange: ChangeSearch;
}

interface FacetProps extends MoreFiltersProps {
  readonly facet: Facet;
}

/** What runs are found by that figures are told apart by too: how often each was used in the last 30 days is known. */
const facets = [
  { by: 'project', label: 'Project', all: 'Any project' },
  { by: 'model', label: 'Model', all: 'Any model' },
  { by: 'tool', label: 'Tool', all: 'Any tool' },
  { by: 'initiator', label: 'Initiator', all: 'Anybody' },
] as const satisfies readonly { readonly by: MetricDimension; readonly label: string; readonly all: string }[];
type Facet = (typeof facets)[number];

const mostOffered = 50;
const keptMs = 60_000;

const FacetSelect = ({ facet: { by, label, all }, search, onChange }: FacetProps) => {
  const trpc = useTRPC();
  const span = toSpan({ word: '30d' }, useNow(keptMs), 'UTC');
  const { data } = useQuery(
    trpc.metrics.listGroups.queryOptions(
      { ...span, by, limit: mostOffered, percentiles: 'none' },
      { staleTime: keptMs },
    ),
  );
  const chosen = search.filters.find(({ key }) => key === by)?.text ?? '';
  const known = (data ?? []).filter(({ key }) => key !== '' && key !== 'other');
  const options = known.map(({ key, label: name, current }) => ({
    value: key,
    label: `${name} (${formatLargeCount(current.count)})`,
  }));
  return (
    <FilterSelect
      label={label}
      isLabelHidden={false}
      all={all}
      options={options}
      value={chosen}
      onChange={(value) => onChange({ [by]: value || undefined })}
    />
  );
};

/** Project, model, tool and initiator, each with how often it was used in the last 30 days. */
export const FacetSelects = (props: MoreFiltersProps) =>
  facets.map((facet) => <FacetSelect key={facet.by} facet={facet} {...props} />);

/** The same in a layer of a button. */
export const MoreFilters = (props: MoreFiltersProps) => {
  const count = props.search.filters.filter(({ key }) => facets.some(({ by }) => by === key)).length;
  return (
    <Popover
      title="More filters"
      align="end"
      trigger={
        <Button className="font-normal">
          More
          {count > 0 && <CountBadge count={count} tone="accent" />}
          <Icon of={ChevronDown} size={14} className="text-text-muted" />
        </Button>
      }
    >
      <FacetSelects {...props} />
    </Popover>
  );
};
