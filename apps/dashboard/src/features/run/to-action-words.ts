import type { Run, RunEvent } from '@signalbox/contracts';

import { formatNoun } from '../../formats/format-count.ts';
import { listWrites } from '../../transcript/list-writes.ts';

/** What can be done with a run, and is asked before. */
export type RunAction = 'stop' | 'again' | 'delete';

export interface ActionWords {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
  readonly cancel: string;
}

const toHappened = (count: number): string => {
  if (count === 0) return 'No tool was run yet.';
  return count === 1
    ? '1 tool call already happened and stays.'
    : `${formatNoun(count, 'tool call')} already happened and stay.`;
};

/** How an action on a run is put to the person: what happens, and what is safe. */
export const toActionWords = (action: RunAction, run: Run, events: readonly RunEvent[]): ActionWords => {
  const { begun, tools } = listWrites(events);
  switch (action) {
    case 'stop':
      return { title: 'Stop this run?', body: toHappened(begun), confirm: 'Stop run', cancel: 'Keep running' };
    case 'again':
      return {
        title: 'Run again?',
        body:
          tools.length === 0
            ? `A new run of ${run.agentName} begins with the same request. This one stays as it is.`
            : `It may repeat ${formatNoun(tools.length, 'write')}: ${[...new Set(tools)].join(', ')}.`,
        confirm: 'Run again',
        cancel: 'Cancel',
      };
    case 'delete':
      return {
        title: 'Delete this run?',
        body: 'Its steps go for good; figures and cost stay.',
        confirm: 'Delete run',
        cancel: 'Cancel',
      };
  }
};
