import { isFinalRunStatus, type Run } from '@signalbox/contracts';

import type { BranchStep } from './to-branch.ts';
import type { RunProgress } from './to-progress.ts';

/** A run of a chat that has not ended, and how far it is. */
export interface OpenRun {
  readonly runId: string;
  readonly progress: RunProgress;
}

/** Of a run that has told nothing yet. */
export const noProgress: RunProgress = { isOver: false, begunCalls: 0, writes: [] };

/** The runs of a way through a conversation that have not ended: the one under way, then those that wait for it. */
export const listOpenRuns = (
  branch: readonly BranchStep<Pick<Run, 'id' | 'previousRunId' | 'status'>>[],
  progressOf: ReadonlyMap<string, RunProgress>,
): OpenRun[] =>
  branch.flatMap(({ run: { id: runId, status } }) => {
    const progress = progressOf.get(runId) ?? { ...noProgress, isOver: isFinalRunStatus(status) };
    return progress.isOver ? [] : [{ runId, progress }];
  });
