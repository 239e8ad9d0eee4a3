import { AppError } from '@signalbox/contracts';

interface ReportRoomOptions {
  /** Longest that a report should take, from when it is taken on to its answer. */
  readonly maxMs?: number;
  /** However slow it is, so many runs may be worked on; more of one report when there is no other. */
  readonly leastRuns?: number;
}

interface ReportSize {
  readonly runs: number;
  /** Of its text. */
  readonly bytes: number;
}

/** However fast it is. */
const mostRuns = 8000;
/** Reports that the speed is a mean of, the newest most. */
const reportWeight = 1 / 8;
const maxBytes = 32 * 1024 * 1024;
const retryAfterMs = 1000;

const toBehind = (): AppError => {
  const message = 'More is reported than can be stored at once. Nothing of this was taken: send it again.';
  return new AppError('report.behind', message, { retryAfterMs });
};

/**
 * Bounds the reported runs that are worked on at once by the speed at which they were stored of late, whatever held them up:
 * reading them, the database, or the folding after it. What is taken on is answered soon, and the rest refused before it costs.
 */
export class ReportRoom {
  readonly #maxMs: number;
  readonly #leastRuns: number;
  #maxRuns: number;
  #runs = 0;
  #bytes = 0;

  constructor({ maxMs = 300, leastRuns = 1000 }: ReportRoomOptions = {}) {
    this.#maxMs = maxMs;
    this.#leastRuns = leastRuns;
    this.#maxRuns = leastRuns;
  }

  /** Does the work of a report. Throws `report.behind` when there is no room for it, and nothing was done then. */
  async admit<Result>({ runs, bytes }: ReportSize, work: () => Promise<Result>): Promise<Result> {
    const isFull = this.#runs + runs > this.#maxRuns || this.#bytes + bytes > maxBytes;
    if (isFull && this.#runs > 0) throw toBehind();
    this.#runs += runs;
    this.#bytes += bytes;
    const [beside, beganMs] = [this.#runs, performance.now()];
    try {
      const result = await work();
      this.#measure(beside, performance.now() - beganMs);
      return result;
    } finally {
      this.#runs -= runs;
      this.#bytes -= bytes;
    }
  }

  /** A report took so long when so many runs were worked on: that says how many of them fit into the time it should take. */
  #measure(runs: number, tookMs: number): void {
    const fitting = (runs * this.#maxMs) / tookMs;
    // few that took little say nothing of what many would take
    if (fitting < this.#maxRuns && tookMs < this.#maxMs) return;
    const next = this.#maxRuns + (fitting - this.#maxRuns) * reportWeight;
    this.#maxRuns = Math.min(Math.max(next, this.#leastRuns), mostRuns);
  }
}
