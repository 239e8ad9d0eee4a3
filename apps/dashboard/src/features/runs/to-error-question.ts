import type { MetricsInput } from '@signalbox/contracts';

import { toMinuteEnd } from '../../time-range/time-ranges.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { toRunFilters } from './to-run-filters.ts';

/** Filters that groups of errors know too. */
const known = ['agent', 'version', 'project', 'model', 'tool', 'initiator', 'range', 'from', 'until'] as const;
/** What errors are of that are asked for without a time. */
export const usualRange = '30d';

interface ErrorQuestion {
  readonly input: MetricsInput;
  /** Filters that groups do not know, and that narrow nothing there. */
  readonly ignored: readonly ReadFilter[];
}

const isKnown = ({ key }: ReadFilter): boolean => known.some((one) => one === key);

/** Which errors the filters are about; of the last 30 days without a time. */
export const toErrorQuestion = (
  filters: readonly ReadFilter[],
  now: { readonly nowMs: number; readonly timeZone: string },
): ErrorQuestion => {
  const used = filters.filter(isKnown);
  const { from: usualFrom = '' } = toRunFilters([{ key: 'range', text: usualRange }], now);
  const { from = usualFrom, until, agent, version, project, model, tool, initiator } = toRunFilters(used, now);
  // to the running minute, so that the same question is asked once
  const end = new Date(toMinuteEnd(now.nowMs)).toISOString();
  return {
    input: { from, until: until ?? end, agent, version, project, model, tool, initiator },
    ignored: filters.filter((filter) => !isKnown(filter) && !(filter.key === 'status' && filter.text === 'failed')),
  };
};
