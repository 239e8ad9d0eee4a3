import { parseTextSearch } from '../../parse-text-search.ts';

/** What the address says about the list of agents, as it was written: `readAgentsSearch` reads it. */
export interface AgentsSearch {
  /** Part of the name, slug or description. */
  readonly q?: string;
  readonly status?: string;
  /** `yes`: those that were put away, in place of the others. */
  readonly archived?: string;
  readonly project?: string;
  readonly capability?: string;
}

/** The search part of an address as texts; only what is empty is left out. */
export const parseAgentsSearch: (search: unknown) => AgentsSearch = parseTextSearch;
