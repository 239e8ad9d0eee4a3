import { parseTextSearch } from '../../parse-text-search.ts';
import type { RangeSearch } from '../../time-range/read-range.ts';

/** What the address of an agent's page chooses, as it was written: `readAgentSearch` reads it. */
export interface AgentSearch extends RangeSearch {
  /** Left out: the overview. */
  readonly tab?: string;
  /** The version that is looked at: `v3`. */
  readonly version?: string;
  /** Two versions that are compared: `2-5`. */
  readonly compare?: string;
}

/** The search part of an address as texts; only what is empty is left out. */
export const parseAgentSearch: (search: unknown) => AgentSearch = parseTextSearch;
