import type { FinalRunStatus, RunStatus } from './statuses.ts';

const finalStatuses: Record<RunStatus, boolean> = {
  queued: false,
  running: false,
  waiting: false,
  completed: true,
  failed: true,
  cancelled: true,
};

/** Whether a run with this status can change no more. */
export const isFinalRunStatus = (status: RunStatus): status is FinalRunStatus => finalStatuses[status];
