import type { RunFilters, RunStatus } from '@signalbox/contracts';

import type { ReadFilter } from './read-runs-search.ts';
import { timeRanges } from './time-ranges.ts';
import { isRunSource, isRunStatus, toStatuses } from './to-filter-fault.ts';

const toFilter = ({ key, text }: ReadFilter, nowMs: number): RunFilters => {
  switch (key) {
    case 'status': {
      const statuses: RunStatus[] = toStatuses(text).filter(isRunStatus);
      return { statuses: [...new Set(statuses)] };
    }
    case 'agent':
      return { agent: text };
    case 'source':
      return isRunSource(text) ? { source: text } : {};
    case 'range': {
      const spanMs = timeRanges.get(text)?.spanMs;
      return spanMs === undefined ? {} : { from: new Date(nowMs - spanMs).toISOString() };
    }
    case 'from':
      return { from: new Date(text).toISOString() };
    case 'until':
      return { until: new Date(text).toISOString() };
    case 'error':
      return { errorCode: text };
    case 'conversation':
      return { conversationId: text };
    case 'q':
      return { search: text.trim() };
  }
};

/** The filters as the server takes them; a range counts back from now, and a `from` beside it holds. */
export const toRunFilters = (filters: readonly ReadFilter[], nowMs: number): RunFilters =>
  filters.reduce<RunFilters>((all, filter) => ({ ...all, ...toFilter(filter, nowMs) }), {});
