import { parseTextSearch } from '../../parse-text-search.ts';

/** What the address says about the feed, as it was written: `readActivitySearch` reads it. */
export interface ActivitySearch {
  /** Words to look for. */
  readonly q?: string;
  readonly agent?: string;
  readonly status?: string;
  readonly intent?: string;
  readonly project?: string;
  readonly type?: string;
  readonly from?: string;
  readonly until?: string;
}

/** The search part of an address as texts; only what is empty is left out. */
export const parseActivitySearch: (search: unknown) => ActivitySearch = parseTextSearch;
