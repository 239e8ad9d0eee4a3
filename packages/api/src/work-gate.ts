import { AppError } from '@signalbox/contracts';

interface WorkGateOptions {
  /** Calls that are worked on at once: whoever comes waits for these at least. */
  readonly maxUnderWay?: number;
  /** Longest that a call may have to wait for its turn, at the speed at which turns came of late. */
  readonly maxWaitMs?: number;
  /** Calls that may wait however slow it is: a page asks for many things at once. Half as many turns end what is a burst. */
  readonly maxBurst?: number;
  /** Calls that may always wait. */
  readonly leastWaiting?: number;
}

interface Waiting {
  readonly caller: string;
  /** Its turn has come, or never will. */
  readonly settle: (isTurn: boolean) => void;
}

const retryAfterMs = 1000;
/** Between two turns while nothing is known; no stop counts as longer than the most, or it would be taken for slowness. */
const firstTurnMs = 4;
const maxTurnMs = 100;
/** Turns that the speed is a mean of, the newest most. */
const turnWeight = 1 / 16;
/** Nobody waits longer, whatever the speed was. */
const patienceMs = 3000;

const toBusy = (): AppError =>
  new AppError('server.busy', 'More is asked than this server can do now. Try again in a moment.', { retryAfterMs });

/**
 * Bounds what this process works on at once, so that more than it can take is refused and not late: some calls are under way,
 * as many wait as will soon have their turn, callers in turn, and the rest is told to come back.
 */
export class WorkGate {
  readonly #maxUnderWay: number;
  readonly #maxWaitMs: number;
  readonly #maxBurst: number;
  readonly #leastWaiting: number;
  /** Lines by caller: whoever’s turn is next stands first. */
  readonly #lines = new Map<string, Waiting[]>();
  #waiting = 0;
  /** Turns that came while somebody waited all the time. */
  #turns = 0;
  #underWay = 0;
  #turnMs = firstTurnMs;
  #lastTurnMs = 0;

  constructor({ maxUnderWay = 8, maxWaitMs = 300, maxBurst = 32, leastWaiting = 8 }: WorkGateOptions = {}) {
    this.#maxUnderWay = maxUnderWay;
    this.#maxWaitMs = maxWaitMs;
    this.#maxBurst = maxBurst;
    this.#leastWaiting = leastWaiting;
  }

  /** Does the work in the caller’s turn. Throws `server.busy` when that does not come, and nothing was done then. */
  async pass<Result>(caller: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#underWay < this.#maxUnderWay) this.#underWay += 1;
    else if (!(await this.#waitForTurn(caller))) throw toBusy();
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  #waitForTurn(caller: string): Promise<boolean> {
    if (this.#waiting === 0) [this.#turns, this.#lastTurnMs] = [0, performance.now()];
    const least = this.#turns < this.#maxBurst / 2 ? this.#maxBurst : this.#leastWaiting;
    const isLate = this.#waiting >= least && this.#waiting * this.#turnMs > this.#maxWaitMs;
    if (isLate && !this.#makeRoom(caller)) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => waiting.settle(false), patienceMs);
    const waiting: Waiting = {
      caller,
      settle: (isTurn) => {
        clearTimeout(timer);
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
    this.#measureTurn();
    next.settle(true);
    // the others of this caller come after those of everybody else
    if (this.#lines.delete(next.caller)) this.#lines.set(next.caller, line);
  }

  #measureTurn(): void {
    const now = performance.now();
    this.#turnMs += (Math.min(now - this.#lastTurnMs, maxTurnMs) - this.#turnMs) * turnWeight;
    this.#lastTurnMs = now;
    this.#turns += 1;
  }

  #leave(waiting: Waiting): void {
    const line = this.#lines.get(waiting.caller);
    if (!line) return;
    line.splice(line.indexOf(waiting), 1);
    if (line.length === 0) this.#lines.delete(waiting.caller);
    this.#waiting -= 1;
  }
}
