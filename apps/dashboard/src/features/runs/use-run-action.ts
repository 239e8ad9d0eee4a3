import type { Run } from '@signalbox/contracts';
import type { Fault } from '@signalbox/ui';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useTRPCClient } from '../../trpc.ts';
import type { RunAction } from './run-action.ts';

interface ActionFailure {
  readonly run: Run;
  readonly fault: Fault;
}

export interface ActionProgress {
  readonly total: number;
  readonly done: readonly Run[];
  readonly failures: readonly ActionFailure[];
}

/** Does something with runs, one after the other, and tells how far it is and what failed. */
export const useRunAction = () => {
  const client = useTRPCClient();
  const [progress, setProgress] = useState<ActionProgress | null>(null);

  const act = async (action: RunAction, runId: string): Promise<void> => {
    if (action === 'stop') await client.runs.cancel.mutate({ runId });
    else if (action === 'again') await client.runs.retry.mutate({ runId });
    else await client.runs.delete.mutate({ runId });
  };
  const start = async (action: RunAction, runs: readonly Run[]): Promise<ActionProgress> => {
    let now: ActionProgress = { total: runs.length, done: [], failures: [] };
    setProgress(now);
    for (const run of runs) {
      try {
        // one by one, so that few are under way when the person leaves
        await act(action, run.id);
        now = { ...now, done: [...now.done, run] };
      } catch (error) {
        now = { ...now, failures: [...now.failures, { run, fault: toFault(error) }] };
      }
      setProgress(now);
    }
    return now;
  };
  return { progress, start };
};
