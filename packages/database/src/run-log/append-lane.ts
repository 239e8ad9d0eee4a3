import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import { type AppendAnswer, AppError } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { isDeadlock, isDiskFull } from '../translate-database-error.ts';
import { appendGroup } from './append-group.ts';
import { leaseMs } from './lease.ts';
import type { PreparedAppend } from './prepare-append.ts';

/** Bounds of one statement: PGlite holds all of it in memory several times over. */
const maxGroupEntries = 500;
const maxGroupBytes = 4 * 1024 * 1024;

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (answer: AppendAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes appends in groups: what arrives while a group is written goes into the next. */
export class AppendLane {
  readonly #database: Database;
  // groups belong to no caller: not to the transaction that one of them may be in
  readonly #outsideCallers = AsyncLocalStorage.snapshot();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  append(append: PreparedAppend): Promise<AppendAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<AppendAnswer>();
    this.#waiting.push({ append, resolve, reject });
    this.#writing ??= this.#outsideCallers(() => this.#writeAll());
    return promise;
  }

  /** Resolves when nothing waits. */
  async drain(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // runs that were just answered append their next step before this turn is over
      await nextTurn();
      await this.#write(this.#takeGroup());
    }
    this.#writing = undefined;
  }

  /** The oldest entry of each run, as far as the bounds allow. */
  #takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    const runIds = new Set<string>();
    let bytes = 0;
    for (const waiting of this.#waiting) {
      const { entry, bytes: size } = waiting.append;
      const fits = group.length === 0 || (group.length < maxGroupEntries && bytes + size <= maxGroupBytes);
      if (fits && !runIds.has(entry.runId)) {
        group.push(waiting);
        bytes += size;
      } else {
        left.push(waiting);
      }
      // later entries of a run never pass an earlier one
      runIds.add(entry.runId);
    }
    this.#waiting = left;
    return group;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#store(group.map(({ append }) => append));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] ?? 'fenced');
    } catch (error) {
      const isUnavailable = error instanceof AppError && error.code === 'database.unavailable';
      if (group.length === 1 || isUnavailable) {
        for (const { reject } of group) reject(error);
        return;
      }
      for (const waiting of group) await this.#write([waiting]);
    }
  }

  /** Sends until an answer comes, or until the leases are over and another worker may have the runs. */
  async #store(appends: readonly PreparedAppend[]): Promise<AppendAnswer[]> {
    const { db, engine } = this.#database;
    const deadlineMs = performance.now() + leaseMs;
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 1000)) {
      try {
        return await appendGroup(db, appends);
      } catch (error) {
        // the embedded database does not come back without the process
        const isLost = error instanceof AppError && error.code === 'database.unavailable' && engine === 'postgres';
        const isTransient = isLost || isDiskFull(error) || isDeadlock(error);
        if (!isTransient || performance.now() + pauseMs > deadlineMs) throw error;
        await sleep(pauseMs);
      }
    }
  }
}
