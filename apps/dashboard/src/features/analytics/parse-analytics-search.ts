import { parseTextSearch } from '../../parse-text-search.ts';
import type { RangeSearch } from '../../time-range/read-range.ts';

/** What the address of Analytics chooses, as it was written: `readAnalyticsSearch` reads it. */
export interface AnalyticsSearch extends RangeSearch {
  readonly measure?: string;
  readonly by?: string;
  readonly form?: string;
}

/** The search part of an address as texts; only what is empty is left out. */
export const parseAnalyticsSearch: (search: unknown) => AnalyticsSearch = parseTextSearch;
