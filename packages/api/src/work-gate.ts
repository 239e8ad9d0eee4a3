import { AppError } from '@signalbox/contracts';

interface WorkGateOptions {
  /** Calls that are worked on at once. */
  readonly maxUnderWay?: number;
  /** Calls that may wait for their turn: each holds its input, of up to a megabyte. */
  readonly maxWaiting?: number;
  /** Longest wait for a turn while more is asked than can be done: what is taken is answered soon. */
  readonly maxWaitMs?: number;
  /** Calls that wait for less than this, one after the other, wait for something that passes, such as the database’s clearing up. */
  readonly patienceMs?: number;
}

interface Waiting {
  readonly caller: string;
  /** Its turn has come, or never will. */
  readonly settle: (isTurn: boolean) => void;
}

const retryAfterMs = 1000;

const toBusy = (): AppError =>
  new AppError('server.busy', 'More is asked than this server can do now. Try again in a moment.', { retryAfterMs });

/**
 * Bounds what this process works on at once, so that more than it can take is refused and not late: some calls are under way,
 * some wait for a moment, callers in turn, and the rest is told to come back.
 */
export class WorkGate {
  readonly #options: Required<WorkGateOptions>;
  /** Lines by caller: whoever’s turn is next stands first. */
  readonly #lines = new Map<string, Waiting[]>();
  #waiting = 0;
  #underWay = 0;
  /** Since when somebody has been waiting all the time. */
  #crowdedSinceMs = 0;

  constructor({ maxUnderWay = 16, maxWaiting = 128, maxWaitMs = 500, patienceMs = 3000 }: WorkGateOptions = {}) {
    this.#options = { maxUnderWay, maxWaiting, maxWaitMs, patienceMs };
  }

  /** Does the work in the caller’s turn. Throws `server.busy` when that does not come, and nothing was done then. */
  async pass<Result>(caller: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#underWay < this.#options.maxUnderWay) this.#underWay += 1;
    else if (!(await this.#waitForTurn(caller))) throw toBusy();
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  #waitForTurn(caller: string): Promise<boolean> {
    const { maxWaiting, maxWaitMs, patienceMs } = this.#options;
    if (this.#waiting >= maxWaiting && !this.#makeRoom(caller)) return Promise.resolve(false);
    if (this.#waiting === 0) this.#crowdedSinceMs = performance.now();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setInterval(() => {
      if (performance.now() - this.#crowdedSinceMs > patienceMs) waiting.settle(false);
    }, maxWaitMs);
    const waiting: Waiting = {
      caller,
      settle: (isTurn) => {
        clearInterval(timer);
        this.#leave(waiting);
        resolve(isTurn);
      },
    };
    const line = this.#lines.get(caller);
    if (line) line.push(waiting);
    else this.#lines.set(caller, [waiting]);
    this.#waiting += 1;
    return promise;
  }

  /** Refuses the newest call of the caller with the longest line, for one whose line is shorter; answers whether it did. */
  #makeRoom(caller: string): boolean {
    let longest: readonly Waiting[] = [];
    for (const line of this.#lines.values()) if (line.length > longest.length) longest = line;
    if (longest.length <= (this.#lines.get(caller)?.length ?? 0) + 1) return false;
    longest.at(-1)?.settle(false);
    return true;
  }

  /** Gives the place to the next in turn. */
  #passOn(): void {
    const [line] = this.#lines.values();
    const [next] = line ?? [];
    if (!line || !next) {
      this.#underWay -= 1;
      return;
    }
    next.settle(true);
    // the others of this caller come after those of everybody else
    if (this.#lines.delete(next.caller)) this.#lines.set(next.caller, line);
  }

  #leave(waiting: Waiting): void {
    const line = this.#lines.get(waiting.caller);
    if (!line) return;
    line.splice(line.indexOf(waiting), 1);
    if (line.length === 0) this.#lines.delete(waiting.caller);
    this.#waiting -= 1;
  }
}
