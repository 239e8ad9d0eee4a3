import type { ActivityIntent, ActivityStatus } from '@signalbox/contracts';

import type { ActivityFilters } from '../../activity/use-activity.ts';
import type { ActivitySearch } from './parse-activity-search.ts';

/** How work can stand, in the order it is offered. */
export const activityStatuses = [
  'success',
  'failed',
  'timeout',
  'running',
  'other',
] as const satisfies ActivityStatus[];
/** What work can be for, in the order it is offered. */
export const activityIntents = ['implementation', 'bugfix', 'testing', 'analysis'] as const satisfies ActivityIntent[];

const mostCharacters = 200;

const toText = (text: string | undefined): string | undefined => {
  const cut = text?.trim().slice(0, mostCharacters);
  return cut === '' ? undefined : cut;
};

const toTime = (text: string | undefined): string | undefined => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** What an address asks for; what it names wrongly filters nothing. */
export const readActivitySearch = (search: ActivitySearch): ActivityFilters => {
  const read: ActivityFilters = {
    search: toText(search.q),
    agent: toText(search.agent),
    status: activityStatuses.find((one) => one === search.status),
    intent: activityIntents.find((one) => one === search.intent),
    project: toText(search.project),
    type: toText(search.type),
    from: toTime(search.from),
    until: toTime(search.until),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
};
