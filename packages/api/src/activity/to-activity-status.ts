import type { ActivityIntent, ActivityStatus } from '@signalbox/contracts';

const statuses: Readonly<Record<string, ActivityStatus>> = {
  success: 'success',
  complete: 'success',
  completed: 'success',
  failed: 'failed',
  error: 'failed',
  timeout: 'timeout',
  running: 'running',
};

const intents: Readonly<Record<ActivityStatus, ActivityIntent>> = {
  success: 'implementation',
  failed: 'bugfix',
  timeout: 'bugfix',
  running: 'testing',
  other: 'analysis',
};

/** What a sender's word for its status means. */
export const toActivityStatus = (word: string): ActivityStatus => {
  const known = word.toLowerCase();
  return Object.hasOwn(statuses, known) ? (statuses[known] ?? 'other') : 'other';
};

/** Why somebody works whose work stands so, unless they say why. */
export const toActivityIntent = (status: ActivityStatus): ActivityIntent => intents[status];
