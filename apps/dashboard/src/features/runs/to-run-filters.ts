import type { RunFilters, RunStatus } from '@signalbox/contracts';

import { timeRanges } from '../../time-range/time-ranges.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { isRunSource, isRunStatus, toStatuses } from './to-filter-fault.ts';

/** What ranges are counted from. */
interface Now {
  readonly nowMs: number;
  /** Where days begin. */
  readonly timeZone: string;
}

const toFilter = ({ key, text }: ReadFilter, { nowMs, timeZone }: Now): RunFilters => {
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
      const startMs = timeRanges.get(text)?.toStart(nowMs, timeZone);
      return startMs === undefined ? {} : { from: new Date(startMs).toISOString() };
    }
    case 'from':
      return { from: new Date(text).toISOString() };
    case 'until':
      return { until: new Date(text).toISOString() };
    case 'error':
      return { errorCode: text };
    case 'error-message':
      return { errorMessage: text };
    case 'conversation':
      return { conversationId: text };
    case 'version':
      return { version: Number(text) };
    case 'project':
      return { project: text };
    case 'model':
      return { model: text };
    case 'tool':
      return { tool: text };
    case 'initiator':
      return { initiator: text };
    case 'task':
      return { taskId: text };
    case 'q':
      return { search: text.trim() };
  }
};

/** The filters as the server takes them; a range counts back from now, and a `from` beside it holds. */
export const toRunFilters = (filters: readonly ReadFilter[], now: Now): RunFilters =>
  filters.reduce<RunFilters>((all, filter) => ({ ...all, ...toFilter(filter, now) }), {});
