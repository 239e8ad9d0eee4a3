import type { ClaimedRun } from '@signalbox/contracts';

import type { EngineServices } from './engine-services.ts';
import { executeRun } from './execute-run.ts';
import { RunAbort } from './run-abort.ts';

/** How often a worker looks for runs that no hint told it of. */
const claimIntervalMs = 1000;
/** How often leases are renewed: five times in the life of one. */
const renewIntervalMs = 3000;
/** Most runs taken with one statement: other workers get their share. */
const claimBatch = 50;
/** Recoveries from which a run is worked on alone. */
const suspectRecoveries = 2;

/** Claims runs and executes them until it is stopped. */
export interface Worker {
  start(): void;
  /** A run may have become runnable: look now. */
  wake(): void;
  /** The run's lease was taken: stop working on it at once. */
  revoke(runId: string): void;
  /** Runs held now. */
  activeRuns(): number;
  /**
   * Stops claiming, cuts model calls off, waits up to the time for tools that are under way, and gives
   * the runs back. What is left after that is taken over by others when its lease runs out.
   */
  stop(options: { readonly timeoutMs: number }): Promise<void>;
}

interface ActiveRun {
  readonly run: ClaimedRun;
  readonly controller: AbortController;
  /** Died with its process twice at the same point: no other run is taken beside it until it gets further. */
  isSuspect: boolean;
  readonly done: Promise<void>;
}

/** Makes a worker that holds at most `concurrency` runs at once. */
export const createWorker = (
  options: EngineServices & { readonly workerId: string; readonly concurrency: number },
): Worker => {
  const { log, workerId, concurrency, onError } = options;
  const active = new Map<string, ActiveRun>();
  const released: ClaimedRun[] = [];
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();
  let isClaiming = false;
  let isWoken = false;

  const begin = (run: ClaimedRun): void => {
    const controller = new AbortController();
    const onProgress = (): void => {
      const own = active.get(run.runId);
      if (own?.isSuspect !== true) return;
      own.isSuspect = false;
      wake();
    };
    const work = async (): Promise<void> => {
      try {
        const control = { revoked: controller.signal, stopping: stopping.signal, onProgress };
        const outcome = await executeRun(run, options, control);
        if (outcome === 'released') released.push(run);
      } catch (error) {
        // the database was away too long: the lease runs out and the run is claimed again
        onError(`run ${run.runId} was left to its lease`, error);
      } finally {
        if (active.get(run.runId)?.controller === controller) active.delete(run.runId);
        wake();
      }
    };
    active.get(run.runId)?.controller.abort(new RunAbort('fenced'));
    active.set(run.runId, { run, controller, isSuspect: run.recoveries >= suspectRecoveries, done: work() });
  };

  const hasRoom = (): boolean =>
    !stopping.signal.aborted &&
    active.size < concurrency &&
    ![...active.values()].some(({ isSuspect }) => isSuspect);

  const claim = async (): Promise<void> => {
    isClaiming = true;
    try {
      while (hasRoom()) {
        isWoken = false;
        const limit = Math.min(claimBatch, concurrency - active.size);
        const runs = await log.claim({ workerId, limit, isIdle: active.size === 0 });
        for (const run of runs) begin(run);
        if (runs.length < limit && !isWoken) break;
      }
    } catch (error) {
      onError('claiming runs failed', error);
    } finally {
      isClaiming = false;
    }
  };

  const wake = (): void => {
    isWoken = true;
    if (!isClaiming && hasRoom()) void claim();
  };

  const renew = async (): Promise<void> => {
    if (active.size === 0) return;
    try {
      const lost = await log.renew({ workerId, runs: [...active.values()].map(({ run }) => run) });
      for (const runId of lost) active.get(runId)?.controller.abort(new RunAbort('fenced'));
    } catch (error) {
      onError('renewing leases failed', error);
    }
  };

  return {
    start: () => {
      timers.push(setInterval(wake, claimIntervalMs), setInterval(() => void renew(), renewIntervalMs));
      wake();
    },
    wake,
    revoke: (runId) => active.get(runId)?.controller.abort(new RunAbort('fenced')),
    activeRuns: () => active.size,
    stop: async ({ timeoutMs }) => {
      stopping.abort(new RunAbort('handover'));
      const all = Promise.all([...active.values()].map(({ done }) => done));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())]);
      for (const timer of timers) clearInterval(timer);
      if (released.length > 0) await log.release({ workerId, runs: released });
    },
  };
};
