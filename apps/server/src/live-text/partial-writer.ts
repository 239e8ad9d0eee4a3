import type { ClaimedRun, TextDelta } from '@signalbox/contracts';
import {
  type Database,
  deleteRunPartials,
  type EndedAttempt,
  insertRunPartials,
  type RunPartial,
} from '@signalbox/database';

/** Time between two writes; with the write itself, the first text is stored within a second. */
const writeMs = 900;
/** UTF-16 units of one statement: PGlite holds all of it in memory several times over. */
const maxStatementLength = 2 * 1024 * 1024;

interface Attempt {
  readonly run: ClaimedRun;
  readonly attempt: number;
  /** Text that is not stored yet, by block. */
  readonly waiting: Map<number, TextDelta>;
  isStored: boolean;
}

/** In groups that fit one statement. */
const toStatements = (partials: readonly RunPartial[]): RunPartial[][] => {
  const statements: RunPartial[][] = [];
  let length = Infinity;
  for (const partial of partials) {
    length += partial.delta.text.length;
    if (length > maxStatementLength) {
      statements.push([]);
      length = partial.delta.text.length;
    }
    statements.at(-1)?.push(partial);
  }
  return statements;
};

const join = (before: TextDelta | undefined, after: TextDelta | undefined): TextDelta | undefined =>
  before && after ? { ...before, text: before.text + after.text } : (before ?? after);

/** Stores what streams, for viewers who come later: all runs of the process together, about once a second. */
export class PartialWriter {
  readonly #db: Database['db'];
  readonly #onError: (message: string, cause: unknown) => void;
  readonly #attempts = new Map<string, Attempt>();
  #ended: EndedAttempt[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor({ db }: Database, onError: (message: string, cause: unknown) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  add(run: ClaimedRun, delta: TextDelta): void {
    const { attempt, block } = delta;
    const known = this.#attempts.get(run.runId);
    const open =
      known?.attempt === attempt && known.run.epoch === run.epoch
        ? known
        : { run, attempt, waiting: new Map<number, TextDelta>(), isStored: false };
    if (open !== known) this.#attempts.set(run.runId, open);
    open.waiting.set(block, join(open.waiting.get(block), delta) ?? delta);
    this.#schedule();
  }

  end(run: ClaimedRun, attempt: number): void {
    const known = this.#attempts.get(run.runId);
    const isOurs = known?.attempt === attempt && known.run.epoch === run.epoch;
    if (isOurs) this.#attempts.delete(run.runId);
    // an earlier holder of the run may have left something
    if (known?.isStored !== true && run.epoch === 1) return;
    this.#ended.push({ run, attempt });
    this.#schedule();
  }

  /** Stores no more, and removes what is over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#writing;
    this.#attempts.clear();
    await this.#write();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(() => {
      this.#writing = this.#write();
    }, writeMs);
  }

  #takeWaiting(): RunPartial[] {
    const partials: RunPartial[] = [];
    for (const open of this.#attempts.values()) {
      for (const delta of open.waiting.values()) partials.push({ run: open.run, delta });
      if (open.waiting.size > 0) open.isStored = true;
      open.waiting.clear();
    }
    return partials;
  }

  #putBack(partials: readonly RunPartial[]): void {
    for (const { run, delta } of partials) {
      const open = this.#attempts.get(run.runId);
      if (open?.attempt !== delta.attempt) continue;
      open.waiting.set(delta.block, join(delta, open.waiting.get(delta.block)) ?? delta);
    }
  }

  async #write(): Promise<void> {
    const partials = this.#takeWaiting();
    const ended = this.#ended;
    this.#ended = [];
    try {
      for (const statement of toStatements(partials)) await insertRunPartials(this.#db, statement);
      if (ended.length > 0) await deleteRunPartials(this.#db, ended);
    } catch (error) {
      this.#putBack(partials);
      this.#ended.push(...ended);
      this.#onError('streaming text was not stored', error);
    } finally {
      this.#timer = undefined;
      const hasText = [...this.#attempts.values()].some(({ waiting }) => waiting.size > 0);
      if (hasText || this.#ended.length > 0) this.#schedule();
    }
  }
}
