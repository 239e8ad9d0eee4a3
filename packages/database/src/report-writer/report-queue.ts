import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

import { AppError } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { countUnfolded } from '../metrics/fold-runs.ts';
import { isDeadlock } from '../translate-database-error.ts';
import { maxGroupBytes, maxGroupRows, type PreparedReport } from './prepare-report.ts';
import { type StoredReport, storeGroup } from './store-group.ts';

/** More groups at once keep more of PostgreSQL's processors busy; PGlite has one session. */
const writerCounts: Record<Database['engine'], number> = { pglite: 1, postgres: 2 };

/** Runs that may wait to be folded where that takes the same session: figures stay as close as they are promised to be. */
const maxUnfolded = 5000;
const maxFoldWaitMs = 500;
const lookMs = 20;

/** Each further piece of a report lets so many reports pass that come after it: a small one waits for no large one. */
const passing = 8;

interface Waiting {
  readonly report: PreparedReport;
  readonly turn: number;
  readonly resolve: (stored: StoredReport | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes reports in groups: what arrives while groups are written goes into the next. */
export class ReportQueue {
  readonly #database: Database;
  // groups belong to no caller: not to the transaction that one of them may be in
  readonly #outsideCallers = AsyncLocalStorage.snapshot();
  /** In turn. */
  readonly #waiting: Waiting[] = [];
  #turns = 0;
  readonly #writing = new Set<Promise<void>>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** What became of the runs of a report’s pieces, once that is stored. Whoever calls bounds what waits. */
  add(pieces: readonly PreparedReport[]): Promise<(StoredReport | undefined)[]> {
    this.#turns += 1;
    const answers = pieces.map((report, index) => {
      const { promise, resolve, reject } = Promise.withResolvers<StoredReport | undefined>();
      this.#waiting.push({ report, turn: this.#turns + index * passing, resolve, reject });
      return promise;
    });
    this.#waiting.sort((one, other) => one.turn - other.turn);
    // each piece may have a writer of its own
    for (const _piece of pieces) this.#start();
    return Promise.all(answers);
  }

  /** Resolves when nothing waits. */
  async drain(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing);
  }

  #start(): void {
    if (this.#writing.size >= writerCounts[this.#database.engine]) return;
    const work = this.#outsideCallers(() => this.#writeAll());
    this.#writing.add(work);
    void work.then(() => {
      this.#writing.delete(work);
      // what came after its last look
      if (this.#waiting.length > 0) this.#start();
    });
  }

  async #writeAll(): Promise<void> {
    // what arrives in this turn goes together
    await nextTurn();
    for (let group = this.#takeGroup(); group.length > 0; group = this.#takeGroup()) {
      await this.#write(group);
      if (this.#database.engine === 'pglite') await this.#untilFolded();
    }
  }

  /** Lets the folding come after: not for long, since it may have stopped for a reason of its own. */
  async #untilFolded(): Promise<void> {
    const until = performance.now() + maxFoldWaitMs;
    // a database that can't say it says so to the next report
    const countOrNone = () => countUnfolded(this.#database.db).catch(() => 0);
    while (performance.now() < until && (await countOrNone()) > maxUnfolded) await delay(lookMs);
  }

  #takeGroup(): Waiting[] {
    let rows = 0;
    let bytes = 0;
    let count = 0;
    for (const { report } of this.#waiting) {
      rows += report.rows;
      bytes += report.bytes;
      if (count > 0 && (rows > maxGroupRows || bytes > maxGroupBytes)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.#store(group.map(({ report }) => report));
      for (const [index, { resolve }] of group.entries()) resolve(stored[index]);
    } catch (error) {
      const isUnavailable = error instanceof AppError && error.code === 'database.unavailable';
      if (group.length === 1 || isUnavailable) {
        for (const { reject } of group) reject(error);
        return;
      }
      for (const waiting of group) await this.#write([waiting]);
    }
  }

  /** Sends again only what was certainly not stored: a lost connection leaves that to whoever reported. */
  async #store(reports: readonly PreparedReport[]): Promise<(StoredReport | undefined)[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await storeGroup(this.#database.db, reports);
      } catch (error) {
        if (tries === 5 || !isDeadlock(error)) throw error;
      }
    }
  }
}
