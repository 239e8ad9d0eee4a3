import { AppError, type ClaimedRun } from '@signalbox/contracts';

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

/** Runs that others wait for and that are kept in mind; the rest are found when their time to look has come. */
const maxFollowed = 1000;

/** Claims runs and executes them until it is stopped. */
export interface Worker {
  start(): void;
  /** A run may have become runnable: look now. */
  wake(): void;
  /** Another run waits for this one's end: look then, and now in case that has come. */
  follow(runId: string): void;
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

type WorkerOptions = EngineServices & { readonly workerId: string; readonly concurrency: number };

interface ActiveRun {
  readonly run: ClaimedRun;
  readonly controller: AbortController;
  /** Died with its process twice at the same point: no other run is taken beside it until it gets further. */
  isSuspect: boolean;
  readonly done: Promise<void>;
}

class RunWorker implements Worker {
  readonly #options: WorkerOptions;
  readonly #active = new Map<string, ActiveRun>();
  readonly #released: ClaimedRun[] = [];
  /** Runs that others wait for, newest last. */
  readonly #followed = new Set<string>();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #stopping = new AbortController();
  #isClaiming = false;
  /** The database was away: it may hold runs that it doesn't know of, or works on no more. */
  #mayHoldMore = false;
  #isWoken = false;
  #claiming: Promise<void> = Promise.resolve();
  #renewing: Promise<void> = Promise.resolve();

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timers.push(setInterval(() => this.wake(), claimIntervalMs));
    this.#timers.push(setInterval(() => this.#renewAll(), renewIntervalMs));
    this.wake();
  }

  wake(): void {
    this.#isWoken = true;
    if (!this.#isClaiming && this.#hasRoom()) this.#claiming = this.#claim();
  }

  follow(runId: string): void {
    this.#followed.add(runId);
    const [oldest] = this.#followed;
    // of a run that another process holds no end comes
    if (this.#followed.size > maxFollowed && oldest !== undefined) this.#followed.delete(oldest);
    this.wake();
  }

  revoke(runId: string): void {
    this.#active.get(runId)?.controller.abort(new RunAbort('fenced'));
  }

  activeRuns(): number {
    return this.#active.size;
  }

  async stop({ timeoutMs }: { readonly timeoutMs: number }): Promise<void> {
    this.#stopping.abort(new RunAbort('handover'));
    for (const timer of this.#timers) clearInterval(timer);
    // what a claim under way still takes is given back with the rest
    await Promise.all([this.#claiming, this.#renewing]);
    const all = Promise.all([...this.#active.values()].map(({ done }) => done));
    await this.#renewWhile(Promise.race([all, new Promise((resolve) => setTimeout(resolve, timeoutMs).unref())]));
    const { log, hints, workerId } = this.#options;
    if (this.#released.length === 0) return;
    await log.release({ workerId, runs: this.#released });
    for (const run of this.#released) hints.changed(run);
  }

  #hasRoom(): boolean {
    const active = [...this.#active.values()];
    return (
      !this.#stopping.signal.aborted &&
      active.length < this.#options.concurrency &&
      !active.some(({ isSuspect }) => isSuspect)
    );
  }

  async #claim(): Promise<void> {
    const { log, workerId, concurrency, onError } = this.#options;
    this.#isClaiming = true;
    try {
      while (this.#hasRoom()) {
        this.#isWoken = false;
        const limit = Math.min(claimBatch, concurrency - this.#active.size);
        const known = this.#mayHoldMore ? [...this.#active.keys()] : undefined;
        const runs = await log.claim({ workerId, limit, isIdle: this.#active.size === 0, known });
        if (runs.length < limit) this.#mayHoldMore = false;
        for (const run of runs) this.#begin(run);
        if (runs.length < limit && !this.#isWoken) break;
      }
    } catch (error) {
      this.#mayHoldMore = true;
      onError('claiming runs failed', error);
    } finally {
      this.#isClaiming = false;
    }
  }

  #begin(run: ClaimedRun): void {
    const controller = new AbortController();
    // whatever this process still did with the run under an older lease is over
    this.revoke(run.runId);
    this.#options.hints.changed(run);
    const isSuspect = run.recoveries >= suspectRecoveries;
    this.#active.set(run.runId, { run, controller, isSuspect, done: this.#execute(run, controller) });
  }

  async #execute(run: ClaimedRun, controller: AbortController): Promise<void> {
    const onProgress = (): void => this.#clear(run.runId);
    const control = { revoked: controller.signal, stopping: this.#stopping.signal, onProgress };
    try {
      const outcome = await executeRun(run, this.#options, control);
      if (outcome === 'released') this.#released.push(run);
    } catch (error) {
      // claimed again as soon as the database is back, else when the lease has run out
      if (error instanceof AppError && error.code === 'database.unavailable') this.#mayHoldMore = true;
      this.#options.onError(`run ${run.runId} was left to its lease`, error);
    } finally {
      const hadRoom = this.#hasRoom();
      if (this.#active.get(run.runId)?.controller === controller) this.#active.delete(run.runId);
      const isFollowed = this.#followed.delete(run.runId);
      // else whatever came meanwhile was looked for when it was told
      if (!hadRoom || isFollowed) this.wake();
    }
  }

  #renewAll(): void {
    this.#renewing = this.#renew();
  }

  /** Tools under way may take longer than a lease lasts. */
  async #renewWhile(work: Promise<unknown>): Promise<void> {
    const timer = setInterval(() => this.#renewAll(), renewIntervalMs);
    await work;
    clearInterval(timer);
    await this.#renewing;
  }

  /** The run got past the point at which it died: others may be taken beside it again. */
  #clear(runId: string): void {
    const active = this.#active.get(runId);
    if (active?.isSuspect !== true) return;
    active.isSuspect = false;
    this.wake();
  }

  async #renew(): Promise<void> {
    if (this.#active.size === 0) return;
    const { log, workerId, onError } = this.#options;
    try {
      const lost = await log.renew({ workerId, runs: [...this.#active.values()].map(({ run }) => run) });
      for (const runId of lost) this.revoke(runId);
    } catch (error) {
      onError('renewing leases failed', error);
    }
  }
}

/** Makes a worker that holds at most `concurrency` runs at once; its `workerId` is a UUID of this process. */
export const createWorker = (options: WorkerOptions): Worker => new RunWorker(options);
