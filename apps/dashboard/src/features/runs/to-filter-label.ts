import { formatClock, formatTime } from '../../formats/format-time.ts';
import { timeRanges } from '../../time-range/time-ranges.ts';
import type { ReadFilter } from './read-runs-search.ts';
import { toStatuses } from './to-filter-fault.ts';

const dayMs = 86_400_000;

/** Within a day the time of day is enough. */
const toTime = (at: string, nowMs: number): string => {
  const iso = new Date(at).toISOString();
  return Math.abs(nowMs - Date.parse(at)) < dayMs ? formatClock(iso).slice(0, 5) : formatTime(iso, nowMs);
};

/** A filter in words, as its chip says it. */
export const toFilterLabel = ({ key, text }: ReadFilter, nowMs: number): string => {
  switch (key) {
    case 'status':
      return `Status ${toStatuses(text).join(', ')}`;
    case 'agent':
      return `Agent ${text}`;
    case 'source':
      return `Source ${text}`;
    case 'range':
      return timeRanges.get(text)?.label ?? text;
    case 'from':
      return `From ${toTime(text, nowMs)}`;
    case 'until':
      return `Until ${toTime(text, nowMs)}`;
    case 'error':
      return `Error ${text}`;
    case 'error-message':
      return text === '' ? 'Error without a message' : `Error “${text}”`;
    case 'conversation':
      return `Conversation ${text.slice(-8)}`;
    case 'version':
      return `Version ${text}`;
    case 'project':
      return `Project ${text}`;
    case 'model':
      return `Model ${text}`;
    case 'tool':
      return `Tool ${text}`;
    case 'initiator':
      return `By ${text}`;
    case 'task':
      return `Task ${text}`;
    case 'q':
      return `“${text}”`;
  }
};
