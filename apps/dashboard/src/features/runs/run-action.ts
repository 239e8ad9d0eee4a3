import { isFinalRunStatus, type Run } from '@signalbox/contracts';

import { formatNoun } from '../../formats/format-count.ts';

/** What can be done with runs of a list. */
export type RunAction = 'stop' | 'again' | 'delete';

export interface ActionWords {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
  /** While it goes on: `Stopping`. */
  readonly doing: string;
  /** Afterwards: `stopped`. */
  readonly done: string;
}

/** Why the action has no meaning for the run; null when it has one. What ran elsewhere is not in our hands. */
export const toActionRefusal = (action: RunAction, { source, status }: Run): string | null => {
  if (action !== 'delete' && source === 'report') return 'It ran elsewhere and was reported.';
  if (isFinalRunStatus(status) === (action !== 'stop') || source === 'report') return null;
  return action === 'stop' ? 'It has ended.' : 'It has not ended.';
};

/** How an action on so many runs is put to the person. */
export const toActionWords = (action: RunAction, count: number): ActionWords => {
  const isOne = count === 1;
  const runs = formatNoun(count, 'run');
  switch (action) {
    case 'stop':
      return {
        title: isOne ? 'Stop this run?' : `Stop ${runs}?`,
        body: `What ${isOne ? 'its' : 'their'} tools did already stays.`,
        confirm: isOne ? 'Stop run' : `Stop ${runs}`,
        doing: 'Stopping',
        done: 'stopped',
      };
    case 'again':
      return {
        title: isOne ? 'Run this again?' : `Run ${runs} again?`,
        body: `A new run with the agent’s version of today begins for ${isOne ? 'it' : 'each'}. Tools that write may act a second time.`,
        confirm: isOne ? 'Run again' : `Run ${runs} again`,
        doing: 'Starting',
        done: 'started again',
      };
    case 'delete':
      return {
        title: isOne ? 'Delete this run?' : `Delete ${runs}?`,
        body: `${isOne ? 'Its' : 'Their'} steps go for good; figures and cost stay.`,
        confirm: isOne ? 'Delete run' : `Delete ${runs}`,
        doing: 'Deleting',
        done: 'deleted',
      };
  }
};
