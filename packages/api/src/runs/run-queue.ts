import { AppError } from '@signalbox/contracts';
import { type Database, getClaimDelay } from '@signalbox/database';

/** Longest that runs may wait for a worker when another is asked for whose answer somebody waits for. */
const maxDelayMs = 300;
/** Runs that may wait longer: for a hint that was lost, say. */
const exceptOldest = 10;
/** How long what was seen of the queue holds. */
const seenMs = 200;
/** Runs of this process that are being started and no worker has seen yet. */
const maxStarting = 32;
const retryAfterMs = 2000;

/** What waits for the workers of all processes. */
export class RunQueue {
  readonly #database: Pick<Database, 'db'>;
  #seen: Promise<number> | undefined;
  #starting = 0;

  constructor(database: Pick<Database, 'db'>) {
    this.#database = database;
  }

  /**
   * Starts a run for a caller who waits for its answer. Throws `server.busy` when it would be long before a worker takes it,
   * and nothing was started then.
   */
  async startPromptly<Started>(start: () => Promise<Started>): Promise<Started> {
    this.#seen ??= this.#look();
    const isLate = (await this.#seen) > maxDelayMs || this.#starting >= maxStarting;
    if (isLate) {
      const message =
        'Other runs wait for a worker. Nothing was started: try again in a moment, or start the run without waiting for its answer.';
      throw new AppError('server.busy', message, { retryAfterMs });
    }
    this.#starting += 1;
    try {
      return await start();
    } finally {
      this.#starting -= 1;
    }
  }

  #look(): Promise<number> {
    const seen = getClaimDelay(this.#database.db, { exceptOldest });
    const forget = (): void => void (this.#seen = undefined);
    seen.then(() => setTimeout(forget, seenMs).unref(), forget);
    return seen;
  }
}
