import { isRecord } from '../../fault.ts';
import { parseTextSearch } from '../../parse-text-search.ts';
import type { FilterKey } from './to-filter-fault.ts';

type Filters = { readonly [Key in FilterKey]?: string | undefined };

/**
 * What the address says about the list of runs, as it was written: `readRunsSearch` tells what of it can be read.
 * Keys that are not named here stay in it too.
 */
export interface RunsSearch extends Filters {
  /** Words of the request, the answer or the error. */
  readonly q?: string | undefined;
  /** How many runs of the figure that led here were deleted since. */
  readonly gone?: string | undefined;
  /** `error`: the failed ones by how they failed, in place of rows. */
  readonly group?: string | undefined;
  /** The run that is open beside the list. */
  readonly peek?: string | undefined;
}

const key = 'error-message' satisfies FilterKey;

/** The search part of an address as texts; what is empty is left out, but for the message of errors that have none. */
export const parseRunsSearch = (search: unknown): RunsSearch => ({
  ...parseTextSearch(search),
  ...(isRecord(search) && search[key] === '' && { [key]: '' }),
});
