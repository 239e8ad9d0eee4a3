import type { Job } from './job.ts';

/** Wait after a failure, which is nearly always a database that is away. */
const retryMs = 1000;

export interface RunningJobs {
  /** Has the job look for work now. */
  wake(name: string): void;
  /** Waits for the pieces under way; no other begins. */
  close(): Promise<void>;
}

/** One job, until it is closed. */
class JobLoop {
  readonly #job: Job;
  readonly #onError: (name: string, cause: unknown) => void;
  readonly #ending = new AbortController();
  #news = Promise.withResolvers<void>();
  readonly #ended: Promise<void>;

  constructor(job: Job, onError: (name: string, cause: unknown) => void) {
    this.#job = job;
    this.#onError = onError;
    this.#ended = this.#loop();
  }

  wake(): void {
    this.#news.resolve();
  }

  close(): Promise<void> {
    this.#ending.abort();
    this.wake();
    return this.#ended;
  }

  async #loop(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      this.#news = Promise.withResolvers();
      const waitMs = await this.#runOnce();
      if (waitMs > 0) await this.#wait(waitMs);
    }
  }

  /** Does a piece of work; answers the time until the next look. */
  async #runOnce(): Promise<number> {
    try {
      return (await this.#job.run(this.#ending.signal)) ? 0 : this.#job.everyMs;
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#onError(this.#job.name, error);
      return Math.min(retryMs, this.#job.everyMs);
    }
  }

  async #wait(waitMs: number): Promise<void> {
    const timer = setTimeout(() => this.#news.resolve(), waitMs);
    if (!this.#ending.signal.aborted) await this.#news.promise;
    clearTimeout(timer);
  }
}

/** Runs each job again and again, beside the others, until they are closed. */
export const startJobs = (
  jobs: readonly Job[],
  { onError }: { readonly onError: (name: string, cause: unknown) => void },
): RunningJobs => {
  const loops = new Map(jobs.map((job) => [job.name, new JobLoop(job, onError)]));
  return {
    wake: (name) => loops.get(name)?.wake(),
    close: async () => void (await Promise.all([...loops.values()].map((loop) => loop.close()))),
  };
};
