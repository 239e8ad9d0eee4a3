import { newId, type ReportedRun, type ReportRunsInput, type ReportedRuns } from '@signalbox/contracts';
import type { z } from 'zod';

import { canTryAgain, waitToRetry } from './retry-policy.ts';
import type { SignalboxError } from './signalbox-error.ts';
import { toSignalboxError } from './to-signalbox-error.ts';

/** A run as its sender tells it: `status` and `createdAt` at least. */
export type TrackedRun = z.input<typeof ReportedRun>;
type Issues = ReportedRuns['rejected'][number]['issues'];

/** What became of runs that the server does not have. */
export type TrackProblem =
  /** The server found them wrong. */
  | { readonly type: 'rejected'; readonly run: TrackedRun; readonly issues: Issues }
  /** The server refused the whole report, for instance because of the key. */
  | { readonly type: 'refused'; readonly runs: number; readonly error: SignalboxError }
  /** More waited than the memory bound allows, or the tracker was closed before the server answered. */
  | { readonly type: 'dropped'; readonly runs: number };

export interface TrackOptions {
  /** Longest time that a run waits for others to travel with, in ms; 1,000 unless told. */
  readonly flushAfterMs?: number;
  /** Most characters of JSON that wait; 32 million unless told. Newer runs are dropped beyond it. */
  readonly maxWaitingLength?: number;
  /** Is told of every run that does not arrive; a warning on the console unless told. */
  readonly onProblem?: (problem: TrackProblem) => void;
}

/** A run that is under way. */
export interface OpenRun {
  /** Its id on the sender's side. */
  readonly id: string;
  /** Tells how it ended; its duration is measured unless it is given. */
  end(result: Omit<Partial<TrackedRun>, 'id' | 'createdAt'>): void;
}

/** Reports runs of one version of an agent, in batches and in the background. */
export interface Tracker {
  /** Takes a run; it is on its way at the latest after `flushAfterMs`. One with the same `id` replaces it until then. */
  report(run: TrackedRun): void;
  /** Reports that a run has begun. */
  start(run?: Omit<Partial<TrackedRun>, 'status' | 'createdAt' | 'durationMs'>): OpenRun;
  /** Resolves when the server has, or has refused, all that was reported before. */
  flush(): Promise<void>;
  /** Sends what waits for at most this long, 10 s unless told; reports after it are dropped. */
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
}

/** Sends a report; resolves when the server has stored it. */
export type SendReport = (input: ReportRunsInput, options: { readonly signal: AbortSignal }) => Promise<ReportedRuns>;

/** Bounds of one request: the server takes a body of 1 MiB. */
const maxBatchRuns = 500;
const maxBatchLength = 700_000;

const warn = (problem: TrackProblem): void => {
  const words = {
    rejected: () => `a run was rejected: ${problem.type === 'rejected' ? JSON.stringify(problem.issues) : ''}`,
    refused: () => (problem.type === 'refused' ? `${problem.runs} runs were refused: ${problem.error.message}` : ''),
    dropped: () => (problem.type === 'dropped' ? `${problem.runs} runs were dropped` : ''),
  };
  console.warn(`Signalbox: ${words[problem.type]()}`);
};

interface Waiting {
  readonly run: TrackedRun;
  readonly length: number;
}

class BatchingTracker implements Tracker {
  readonly #place: Pick<ReportRunsInput, 'agent' | 'version'>;
  readonly #send: SendReport;
  readonly #options: Required<TrackOptions>;
  readonly #giveUp = new AbortController();
  /** By the sender's id. */
  readonly #waiting = new Map<string, Waiting>();
  #waitingLength = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #isClosed = false;

  constructor(place: Pick<ReportRunsInput, 'agent' | 'version'>, send: SendReport, options: TrackOptions) {
    this.#place = place;
    this.#send = send;
    this.#options = { flushAfterMs: 1000, maxWaitingLength: 32_000_000, onProblem: warn, ...options };
    // a program that has nothing else to do sends what waits before it ends
    globalThis.process?.on('beforeExit', this.#sendAtExit);
  }

  report(run: TrackedRun): void {
    const id = run.id === undefined ? newId() : String(run.id);
    const known = this.#waiting.get(id);
    const waiting = { run: { ...run, id }, length: JSON.stringify(run).length };
    const lengthAfter = this.#waitingLength - (known?.length ?? 0) + waiting.length;
    if (this.#isClosed || lengthAfter > this.#options.maxWaitingLength) {
      this.#options.onProblem({ type: 'dropped', runs: 1 });
      return;
    }
    this.#waitingLength = lengthAfter;
    this.#waiting.set(id, waiting);
    if (this.#waiting.size >= maxBatchRuns || this.#waitingLength >= maxBatchLength) this.#sending ??= this.#sendAll();
    else this.#sendLater();
  }

  start(run: Parameters<Tracker['start']>[0] = {}): OpenRun {
    const id = run.id === undefined ? newId() : String(run.id);
    const begun = { ...run, id, createdAt: new Date().toISOString() };
    const beganAt = performance.now();
    this.report({ ...begun, status: 'running' });
    return {
      id,
      end: (result) => {
        const durationMs = Math.round((performance.now() - beganAt) * 1000) / 1000;
        this.report({ ...begun, status: 'completed', durationMs, ...result });
      },
    };
  }

  async flush(): Promise<void> {
    const before = new Set(this.#waiting.values());
    await this.#sending;
    while ([...this.#waiting.values()].some((waiting) => before.has(waiting))) {
      this.#sending ??= this.#sendAll();
      await this.#sending;
    }
  }

  async close({ timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {}): Promise<void> {
    this.#isClosed = true;
    globalThis.process?.off('beforeExit', this.#sendAtExit);
    const timer = setTimeout(() => this.#giveUp.abort(), timeoutMs);
    await this.flush();
    clearTimeout(timer);
  }

  readonly #sendAtExit = (): void => {
    if (this.#waiting.size > 0) void this.close();
  };

  #sendLater(): void {
    if (this.#timer !== undefined || this.#sending) return;
    this.#timer = setTimeout(() => void (this.#sending ??= this.#sendAll()), this.#options.flushAfterMs);
    // no reason for a program to go on: it sends at its end
    if (typeof this.#timer === 'object') this.#timer.unref();
  }

  /** The oldest runs that wait, as many as travel together. */
  #takeBatch(): TrackedRun[] {
    const batch: TrackedRun[] = [];
    let batchLength = 0;
    for (const [id, { run, length }] of this.#waiting) {
      if (batch.length > 0 && (batch.length >= maxBatchRuns || batchLength + length > maxBatchLength)) break;
      this.#waiting.delete(id);
      this.#waitingLength -= length;
      batch.push(run);
      batchLength += length;
    }
    return batch;
  }

  async #sendAll(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.size > 0) await this.#sendBatch(this.#takeBatch());
    this.#sending = undefined;
  }

  /** Sends until the server has answered; each run has an id, so that sending again changes nothing. */
  async #sendBatch(runs: readonly TrackedRun[]): Promise<void> {
    const { signal } = this.#giveUp;
    for (let attempts = 1; !signal.aborted; attempts += 1) {
      try {
        const { rejected } = await this.#send({ ...this.#place, runs: [...runs] }, { signal });
        this.#tellRejected(runs, rejected);
        return;
      } catch (cause) {
        const error = toSignalboxError(cause, signal);
        if (!canTryAgain(error)) {
          if (!signal.aborted) return this.#options.onProblem({ type: 'refused', runs: runs.length, error });
        } else await waitToRetry(attempts, signal, error.retryAfterMs);
      }
    }
    this.#options.onProblem({ type: 'dropped', runs: runs.length });
  }

  #tellRejected(runs: readonly TrackedRun[], rejected: ReportedRuns['rejected']): void {
    for (const { index, issues } of rejected) {
      const run = runs[index];
      if (run) this.#options.onProblem({ type: 'rejected', run, issues });
    }
  }
}

/** A tracker that reports by `send`; see `Tracker`. */
export const createTracker = (
  place: Pick<ReportRunsInput, 'agent' | 'version'>,
  send: SendReport,
  options: TrackOptions = {},
): Tracker => new BatchingTracker(place, send, options);
