import { parseTextSearch } from '../../parse-text-search.ts';
import type { RangeSearch } from '../../time-range/read-range.ts';

/** What the address of the overview chooses, as it was written. */
export interface OverviewSearch extends RangeSearch {
  /** What cost is told apart by: `model`; left out, agents. */
  readonly cost?: string;
}

/** The search part of an address as texts; only what is empty is left out. */
export const parseOverviewSearch: (search: unknown) => OverviewSearch = parseTextSearch;
