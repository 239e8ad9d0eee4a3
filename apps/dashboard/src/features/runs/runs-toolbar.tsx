import { Button, CountBadge, Icon, Sheet } from '@signalbox/ui';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';

import { FilterChips } from './filter-chips.tsx';
import { FilterSelects, StatusBoxes, StatusFilter } from './filter-controls.tsx';
import { FacetSelects, MoreFilters } from './more-filters.tsx';
import type { ReadSearch } from './read-runs-search.ts';
import { SearchLineField } from './search-line-field.tsx';
import type { ChangeSearch } from './use-change-search.ts';

interface RunsToolbarProps {
  readonly search: ReadSearch;
  readonly onChange: ChangeSearch;
}

/** On a phone the filters are a sheet with their count. */
const FilterSheet = ({ search, onChange }: RunsToolbarProps) => {
  const [isOpen, setIsOpen] = useState(false);
  const { length } = search.filters;
  return (
    <div className="md:hidden">
      <Button onClick={() => setIsOpen(true)} aria-label={`Filters, ${length} set`}>
        <Icon of={ListFilter} />
        {length > 0 && <CountBadge count={length} tone="accent" />}
      </Button>
      {isOpen && (
        <Sheet title="Filters" onClose={() => setIsOpen(false)}>
          <div className="flex flex-col gap-3 overflow-y-auto p-4">
            <fieldset className="flex flex-col">
              <legend className="text-meta text-text-muted pb-1 font-medium">Status</legend>
              <StatusBoxes search={search} onChange={onChange} />
            </fieldset>
            <FilterSelects search={search} onChange={onChange} />
            <FacetSelects search={search} onChange={onChange} />
            <Button kind="primary" onClick={() => setIsOpen(false)}>
              Show runs
            </Button>
          </div>
        </Sheet>
      )}
    </div>
  );
};

/** How the list is narrowed: a line, choices, and what is set. */
export const RunsToolbar = (props: RunsToolbarProps) => (
  <div className="@container flex flex-col gap-2">
    <div className="flex min-w-0 items-start gap-2 md:flex-wrap @4xl:flex-nowrap">
      <SearchLineField {...props} />
      <FilterSheet {...props} />
      <div className="hidden shrink-0 items-start gap-2 md:flex [&>*+*:not(:last-child)]:min-w-32">
        <StatusFilter {...props} />
        <FilterSelects {...props} />
        <MoreFilters {...props} />
      </div>
    </div>
    <FilterChips {...props} />
  </div>
);
